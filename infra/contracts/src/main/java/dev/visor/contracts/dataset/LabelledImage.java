package dev.visor.contracts.dataset;

import dev.visor.contracts.Sha256;
import java.util.List;

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
 */
public record LabelledImage(
        String file, Sha256 digest, int width, int height, Split split, boolean labelled, List<LabelledBox> boxes) {
    public LabelledImage {
        boxes = List.copyOf(boxes);
    }
}
