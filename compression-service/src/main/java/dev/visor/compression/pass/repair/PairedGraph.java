package dev.visor.compression.pass.repair;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import java.util.List;

/** A quantised graph with its float reference beside it, both reading the same inputs, so that values can be compared in one run. */
final class PairedGraph {
    private static final String PREFIX = "reference:";

    private PairedGraph() {}

    /** Both in one graph without outputs; neither is changed. Nested graphs of the reference keep their captures. */
    static Graph of(Graph quantized, Graph reference) {
        Graph pair = quantized.copy();
        List.copyOf(pair.outputs()).stream().map(ValueInfo::name).forEach(pair::removeOutput);
        reference.initializers().forEach((name, tensor) -> pair.setInitializer(inReference(name), tensor));
        for (Node node : reference.nodes()) {
            Node twin = node.copy();
            twin.setName(inReference(node.name()));
            twin.setInputs(
                    node.inputs().stream().map(v -> renamed(reference, v)).toList());
            twin.setOutputs(
                    node.outputs().stream().map(v -> renamed(reference, v)).toList());
            pair.append(twin);
        }
        return pair;
    }

    /** What a value of the float graph is called in the pair. */
    static String inReference(String value) {
        return PREFIX + value;
    }

    private static String renamed(Graph reference, String value) {
        boolean shared = value.isEmpty() || reference.isInput(value) && reference.initializer(value) == null;
        return shared ? value : inReference(value);
    }
}
