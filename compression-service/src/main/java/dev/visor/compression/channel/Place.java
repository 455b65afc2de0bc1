package dev.visor.compression.channel;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;

/**
 * An axis that has channels. Places speak of names, so that they hold for a copy of the graph too; a node goes by its first
 * output.
 */
public sealed interface Place {
    int axis();

    /** An axis of a value. */
    record OfValue(String value, int axis) implements Place {}

    /**
     * An axis of a constant as one node reads it. The same constant read by others is another place, so that zeros that two
     * layers happen to share tie nothing.
     *
     * @param node first output of the node
     * @param input which of its inputs
     */
    record OfConstant(String node, int input, int axis) implements Place {}

    /** The place that a node reads. */
    static Place read(Graph graph, Node node, int input, int axis) {
        return dev.visor.onnx.rewrite.Constants.isConstant(graph, node.input(input))
                ? new OfConstant(nameOf(node), input, axis)
                : new OfValue(node.input(input), axis);
    }

    /** What a node goes by: its first output that isn't left out. */
    static String nameOf(Node node) {
        return node.outputs().stream().filter(o -> !o.isEmpty()).findFirst().orElse("");
    }
}
