package dev.visor.detection.dataset.tag;

import dev.visor.contracts.dataset.LabelledImage;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Camera and clip by folder names: {@code camera-NAME} (or {@code cam-NAME}) and {@code clip-NAME}, {@code _} or {@code =}
 * for the hyphen. A clip inside a camera's folder is the camera's: {@code camera-12/clip-3/f.jpg} is of clip
 * {@code 12/3}, because cameras count their clips alike.
 */
public final class FolderTags {
    private static final Pattern CAMERA = Pattern.compile("(?i)(?:camera|cam)[-_=](.+)");
    private static final Pattern CLIP = Pattern.compile("(?i)clip[-_=](.+)");

    private FolderTags() {}

    /** Tags of a picture by its path inside the dataset. */
    public static Map<String, String> of(String file) {
        Map<String, String> tags = new TreeMap<>();
        String[] parts = file.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            Matcher camera = CAMERA.matcher(parts[i]);
            Matcher clip = CLIP.matcher(parts[i]);
            if (camera.matches()) {
                tags.put(LabelledImage.CAMERA, camera.group(1));
            } else if (clip.matches()) {
                String of = tags.get(LabelledImage.CAMERA);
                tags.put(LabelledImage.CLIP, of == null ? clip.group(1) : of + "/" + clip.group(1));
            }
        }
        return tags;
    }
}
