package dev.visor.detection.accuracy;

import java.util.List;

/**
 * All that accuracy figures are computed from: the pictures of a split in its order, each with labels and detections of
 * the judged classes. Every metric is a function of this and of nothing else.
 *
 * @param classes names of the judged classes; boxes say which by place
 * @param pictures in the order of the split, which decides between equal scores of different pictures
 */
public record Observations(List<String> classes, List<Observation> pictures) {
    public Observations {
        classes = List.copyOf(classes);
        pictures = List.copyOf(pictures);
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("at least one class is judged, there is none");
        }
    }
}
