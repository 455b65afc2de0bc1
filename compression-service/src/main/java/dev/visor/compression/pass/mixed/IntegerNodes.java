package dev.visor.compression.pass.mixed;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes of a QDQ graph ONNX Runtime computes in integers: those whose weights are dequantised, and those that read
 * only dequantised values and whose results are quantised at once. Nodes are told by their first output, whose name they
 * have in the float graph too.
 */
final class IntegerNodes {
    private static final int WEIGHTS = 1;

    private IntegerNodes() {}

    /** First outputs, in order. */
    static Set<String> of(Graph graph) {
        Set<String> found = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            if (!isConversion(node) && (hasIntegerWeights(graph, node) || readsAndWritesIntegers(graph, node, found))) {
                found.add(node.output());
            }
        }
        return found;
    }

    /** Whether a node converts between integers and floats. */
    static boolean isConversion(Node node) {
        return node.is("QuantizeLinear") || node.is("DequantizeLinear");
    }

    static boolean hasIntegerWeights(Graph graph, Node node) {
        return node.hasInput(WEIGHTS) && constantIntegers(graph, node.input(WEIGHTS)) != null;
    }

    /** The node that dequantises a constant into this value, if one does. */
    static @Nullable Node constantIntegers(Graph graph, String value) {
        Node producer = graph.producer(value);
        return producer != null && producer.is("DequantizeLinear") && graph.initializer(producer.input(0)) != null
                ? producer
                : null;
    }

    private static boolean readsAndWritesIntegers(Graph graph, Node node, Set<String> integers) {
        boolean reads = false;
        for (String input : node.inputs()) {
            Node producer = graph.producer(input);
            if (producer == null) {
                if (!input.isEmpty() && graph.initializer(input) == null) {
                    return false;
                }
            } else if (producer.is("DequantizeLinear") || isClampOf(node, producer, integers)) {
                reads = true;
            } else {
                return false;
            }
        }
        return reads
                && node.outputs().stream().anyMatch(out -> !out.isEmpty())
                && node.outputs().stream().filter(out -> !out.isEmpty()).allMatch(out -> isQuantizedAtOnce(graph, out));
    }

    /** A clamp becomes part of the kernel of the convolution before it. */
    private static boolean isClampOf(Node node, Node producer, Set<String> integers) {
        return (node.is("Relu") || node.is("Clip")) && integers.contains(producer.output());
    }

    private static boolean isQuantizedAtOnce(Graph graph, String value) {
        List<Node> readers = graph.consumers(value);
        return !graph.isOutput(value)
                && readers.size() == 1
                && readers.getFirst().is("QuantizeLinear");
    }
}
