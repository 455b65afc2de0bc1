package dev.visor.evaluation.compare;

import org.jspecify.annotations.Nullable;

/**
 * A box to be drawn.
 *
 * @param kind what it is
 * @param className class of the detection, or of the label that is missed
 * @param box x, y, width, height in pixels of the picture
 * @param score of the detection; absent of a missed label
 * @param labelled class of the label in question, where it is another
 */
public record ShownBox(
        BoxKind kind,
        String className,
        double[] box,
        @Nullable Double score,
        @Nullable String labelled) {}
