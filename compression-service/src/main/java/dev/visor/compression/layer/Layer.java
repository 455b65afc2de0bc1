package dev.visor.compression.layer;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.runtime.TensorValue;
import org.jspecify.annotations.Nullable;

/** A convolution or linear operator with weights of its own. */
public interface Layer {
    /** The operator. */
    Node node();

    /** The name by which the original knows its result too. */
    default String output() {
        return node().output();
    }

    /**
     * What it reads, as floats.
     *
     * @param graph that it is in
     * @param value as {@link StagedRun#inputIfKept} gives it
     * @return null where it isn't floats or 8-bit integers of one scale
     */
    @Nullable
    LayerInput input(Graph graph, TensorValue value);
}
