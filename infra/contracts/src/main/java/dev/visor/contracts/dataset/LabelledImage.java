package dev.visor.contracts.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.visor.contracts.Sha256;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A picture and what is in it.
 *
 * @param file path inside the dataset, with {@code /}
 * @param digest the picture's bytes (JPEG or PNG) in the artefact store
 * @param width in pixels
 * @param height in pixels
 * @param split what it may be used for
 * @param labelled false if nobody labelled it: usable for calibration only, not a picture without objects
 * @param boxes what a person saw in it
 * @param tags what is known of it otherwise, by name, sorted; slices are made of it. {@value #CAMERA} and {@value #CLIP}
 *     say what it was filmed with and in: pictures of one clip aren't independent of each other
 * @param luma mean brightness of its pixels, 0 to 255 (ITU-R BT.601 luma); null in datasets imported before it was kept
 */
public record LabelledImage(
        String file,
        Sha256 digest,
        int width,
        int height,
        Split split,
        boolean labelled,
        List<LabelledBox> boxes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, String> tags,
        @Nullable Double luma) {
    /** The tag that names the camera. */
    public static final String CAMERA = "camera";

    /** The tag that names the clip, one recording of one camera. */
    public static final String CLIP = "clip";

    public LabelledImage {
        boxes = List.copyOf(boxes);
        tags = tags == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** Without tags and brightness. */
    public LabelledImage(
            String file, Sha256 digest, int width, int height, Split split, boolean labelled, List<LabelledBox> boxes) {
        this(file, digest, width, height, split, labelled, boxes, Collections.emptySortedMap(), null);
    }

    /** The same picture with these tags. */
    public LabelledImage withTags(Map<String, String> tags) {
        return new LabelledImage(file, digest, width, height, split, labelled, boxes, new TreeMap<>(tags), luma);
    }
}
