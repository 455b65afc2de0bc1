package dev.visor.evaluation.compare;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * A picture of the judged split with what is labelled in it.
 *
 * @param place in the split, from 0
 * @param digest its bytes in the artefact store
 * @param file its path in the dataset
 * @param width in pixels
 * @param height in pixels
 * @param tags what is known of it otherwise
 * @param labels of the judged classes
 */
public record ShownPicture(
        int place,
        Sha256 digest,
        String file,
        int width,
        int height,
        SortedMap<String, String> tags,
        List<Label> labels) {
    /**
     * A labelled box.
     *
     * @param className judged class
     * @param box x, y, width, height in pixels
     * @param demanded false for crowds, and for objects that are neither demanded nor punished
     */
    public record Label(String className, double[] box, boolean demanded) {}

    static ShownPicture of(
            int place, LabelledImage image, dev.visor.detection.accuracy.Labels labels, List<String> classes) {
        List<Label> shown = new ArrayList<>();
        for (int g = 0; g < labels.size(); g++) {
            shown.add(new Label(
                    classes.get(labels.classes()[g]),
                    java.util.Arrays.copyOfRange(labels.boxes(), 4 * g, 4 * g + 4),
                    labels.isDemanded(g)));
        }
        return new ShownPicture(
                place, image.digest(), image.file(), image.width(), image.height(), image.tags(), List.copyOf(shown));
    }
}
