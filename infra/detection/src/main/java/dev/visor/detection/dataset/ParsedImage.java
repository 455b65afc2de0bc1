package dev.visor.detection.dataset;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.Split;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A readable picture of a dataset.
 *
 * @param path where it lies
 * @param file path inside the dataset, with {@code /}
 * @param digest of its bytes
 * @param sizeBytes of the file
 * @param width in pixels, as decoded
 * @param height in pixels, as decoded
 * @param split what it may be used for
 * @param labelled false if nobody labelled it
 * @param boxes pixels of the picture, inside it
 * @param tags what is known of it otherwise, by name
 * @param luma mean brightness, 0 to 255
 */
public record ParsedImage(
        Path path,
        String file,
        Sha256 digest,
        long sizeBytes,
        int width,
        int height,
        Split split,
        boolean labelled,
        List<LabelledBox> boxes,
        SortedMap<String, String> tags,
        double luma) {
    public ParsedImage {
        boxes = List.copyOf(boxes);
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
}
