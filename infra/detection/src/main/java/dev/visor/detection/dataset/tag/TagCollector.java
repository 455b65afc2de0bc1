package dev.visor.detection.dataset.tag;

import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the tags of one picture in one spelling. Names are lower-case letters, digits, {@code _}, {@code -} and
 * {@code .}; usual names of cameras and clips become {@code camera} and {@code clip}. The first value of a name stays.
 */
public final class TagCollector {
    /** Most tags of a picture. */
    public static final int MAX_TAGS = 32;

    /** Most characters of a name. */
    public static final int MAX_NAME = 40;

    /** Most characters of a value. */
    public static final int MAX_VALUE = 100;

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("cam", LabelledImage.CAMERA),
            Map.entry("cam_id", LabelledImage.CAMERA),
            Map.entry("camera_id", LabelledImage.CAMERA),
            Map.entry("clip_id", LabelledImage.CLIP),
            Map.entry("video", LabelledImage.CLIP),
            Map.entry("video_id", LabelledImage.CLIP),
            Map.entry("sequence", LabelledImage.CLIP),
            Map.entry("sequence_id", LabelledImage.CLIP));

    private final String file;
    private final List<Finding> findings;
    private final SortedMap<String, String> tags = new TreeMap<>();

    /** Begins for one picture; what is left out goes to the findings. */
    public TagCollector(String file, List<Finding> findings) {
        this.file = file;
        this.findings = findings;
    }

    /** Takes tags as written, in their order. */
    public void addAll(Map<String, String> written) {
        written.forEach(this::add);
    }

    /** Takes a tag as written; a blank value says nothing. */
    public void add(String writtenName, String writtenValue) {
        String value = writtenValue.strip();
        if (value.isEmpty()) {
            return;
        }
        String name = name(writtenName);
        if (name.isEmpty() || name.length() > MAX_NAME) {
            report("tag '%s' has no name of 1 to %d letters and digits".formatted(shown(writtenName), MAX_NAME));
        } else if (value.length() > MAX_VALUE || value.chars().anyMatch(Character::isISOControl)) {
            report("tag '%s' has a value of %d characters or with a line break; at most %d on one line are taken"
                    .formatted(name, value.length(), MAX_VALUE));
        } else if (!tags.containsKey(name) && tags.size() == MAX_TAGS) {
            report("tag '%s' is one more than the %d that are taken".formatted(name, MAX_TAGS));
        } else {
            tags.putIfAbsent(name, value);
        }
    }

    /** What was collected, by name. */
    public SortedMap<String, String> tags() {
        return tags;
    }

    private static String name(String written) {
        String name = written.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_.-]+", "_");
        return ALIASES.getOrDefault(name, name);
    }

    private void report(String message) {
        findings.add(new Finding(file, 0, Rule.TAG, message + "; left out", false));
    }

    private static String shown(String word) {
        return word.length() > MAX_NAME ? word.substring(0, MAX_NAME) + "…" : word;
    }
}
