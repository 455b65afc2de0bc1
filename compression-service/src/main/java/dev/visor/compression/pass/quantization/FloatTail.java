package dev.visor.compression.pass.quantization;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The part of a detector that must stay in floating point: all from its outputs back to the last operator with learnt
 * weights on every path. Boxes in pixels and scores from 0 to 1 meet there, and one 8-bit scale for both rounds every
 * score to zero. Found by walking the graph, whatever its nodes are called.
 *
 * @param nodes what lies behind the predictions
 * @param predictions the last operators with learnt weights
 */
public record FloatTail(Set<Node> nodes, Set<Node> predictions) {
    /**
     * Whether only the tail reads a node's result. It would be an integer kernel only if its result were an integer; with a
     * result in floating point ONNX Runtime computes it in floats, and dequantises its weights anew at every run.
     */
    public boolean isPrediction(Graph graph, Node node) {
        return predictions.contains(node)
                && graph.consumers(node.output()).stream().allMatch(nodes::contains);
    }

    /** The tail of a graph. */
    public static FloatTail of(Graph graph) {
        Set<Node> tail = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Node> predictions = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<String> open = new ArrayDeque<>();
        for (ValueInfo output : graph.outputs()) {
            open.add(output.name());
        }
        while (!open.isEmpty()) {
            Node node = graph.producer(open.remove());
            if (node == null || tail.contains(node) || predictions.contains(node)) {
                continue;
            }
            if (Parameterized.weights(graph, node) != null) {
                predictions.add(node);
            } else {
                tail.add(node);
                open.addAll(node.reads());
            }
        }
        return new FloatTail(tail, predictions);
    }
}
