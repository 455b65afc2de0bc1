package dev.visor.detection.dataset.quality;

import org.jspecify.annotations.Nullable;

/**
 * A label that a model contradicts. A model may be wrong: a person should look.
 *
 * @param picture which picture of the observations, from 0
 * @param kind how it contradicts
 * @param category judged class: of the detection, or of the label that was never found
 * @param labelled judged class of the label at the place; null if nothing is labelled there
 * @param score of the detection; null if there is none
 * @param x left edge of the detection, or of the label that was never found, in pixels
 * @param y top edge in pixels
 * @param width in pixels
 * @param height in pixels
 */
public record Suspicion(
        int picture,
        Kind kind,
        int category,
        @Nullable Integer labelled,
        @Nullable Double score,
        double x,
        double y,
        double width,
        double height) {
    /** How a model contradicts. */
    public enum Kind {
        /** It is sure of an object where nothing is labelled: a forgotten label. */
        UNLABELLED_OBJECT,
        /** It is sure of another class on a labelled object: a wrong class. */
        OTHER_CLASS,
        /** It sees nothing, however faint, where an object is labelled: a label of nothing. */
        NEVER_FOUND
    }
}
