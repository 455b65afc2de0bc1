package dev.visor.compression.layer;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import java.util.List;

/** A changed graph with its original beside it, both reading the same inputs, so that values can be compared in one run. */
public final class PairedGraph {
    private static final String PREFIX = "reference:";

    private PairedGraph() {}

    /** Both in one graph without outputs; neither is changed. Nested graphs of the original keep their captures. */
    public static Graph of(Graph changed, Graph original) {
        Graph pair = changed.copy();
        List.copyOf(pair.outputs()).stream().map(ValueInfo::name).forEach(pair::removeOutput);
        original.initializers().forEach((name, tensor) -> pair.setInitializer(inReference(name), tensor));
        for (Node node : original.nodes()) {
            Node twin = node.copy();
            twin.setName(inReference(node.name()));
            twin.setInputs(node.inputs().stream().map(v -> renamed(original, v)).toList());
            twin.setOutputs(
                    node.outputs().stream().map(v -> renamed(original, v)).toList());
            pair.append(twin);
        }
        return pair;
    }

    /** What a value of the original is called in the pair. */
    public static String inReference(String value) {
        return PREFIX + value;
    }

    private static String renamed(Graph original, String value) {
        boolean shared = value.isEmpty() || original.isInput(value) && original.initializer(value) == null;
        return shared ? value : inReference(value);
    }
}
