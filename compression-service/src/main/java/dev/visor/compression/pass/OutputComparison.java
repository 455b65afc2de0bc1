package dev.visor.compression.pass;

import dev.visor.onnx.graph.Graph;
import org.jspecify.annotations.Nullable;

/** Says how far a graph's outputs are from those of the upload. */
@FunctionalInterface
public interface OutputComparison {
    /** Compares nothing. */
    OutputComparison NONE = graph -> null;

    /** Signal to noise of the worst output in decibels, 999 for equal outputs; null if it can't be compared. */
    @Nullable
    Double sqnrDecibels(Graph graph);
}
