package dev.visor.contracts.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to use a detector's file: evaluation and serving read the same one, so that what was judged is what
 * serves.
 *
 * @param family how outputs become boxes
 * @param input how pictures become inputs
 * @param classes class names in the order of the model's outputs, 1 to 1000, without repeats
 * @param suppressionIou overlap above which the lower-scored of two boxes of a class goes, in (0, 1];
 *     unused where the family's boxes are final
 * @param license licence as the file states it, if it does
 */
public record DetectorManifest(
        DetectorFamily family,
        InputContract input,
        List<String> classes,
        double suppressionIou,
        @Nullable String license) {
    /** The overlap threshold unless a manifest says otherwise. */
    public static final double DEFAULT_SUPPRESSION_IOU = 0.65;

    public DetectorManifest {
        classes = List.copyOf(classes);
        if (classes.isEmpty() || classes.size() > 1000) {
            throw new IllegalArgumentException("a detector has 1 to 1000 classes, was " + classes.size());
        }
        if (classes.stream().distinct().count() != classes.size()) {
            throw new IllegalArgumentException("class names repeat: " + classes);
        }
        if (!(suppressionIou > 0 && suppressionIou <= 1)) {
            throw new IllegalArgumentException("suppressionIou must be in (0, 1], was " + suppressionIou);
        }
    }
}
