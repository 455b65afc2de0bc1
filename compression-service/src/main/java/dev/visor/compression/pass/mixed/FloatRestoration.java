package dev.visor.compression.pass.mixed;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.List;
import java.util.Set;

/**
 * Gives nodes of a QDQ graph their floats back: original weights and bias, and no conversion where integers no longer
 * meet.
 *
 * <pre>
 * y = Conv(DQ(Q(x)), DQ(w_int8), DQ(b_int32))   →   y = Conv(x, w, b)
 * </pre>
 *
 * A value stays quantised while its producer or one of its readers still computes in integers; a restored reader then
 * reads the float that an also restored producer made.
 */
final class FloatRestoration {
    private FloatRestoration() {}

    /**
     * Gives floats back.
     *
     * @param graph the QDQ graph
     * @param reference the graph before it was quantised
     * @param outputs the nodes, told by their first outputs
     */
    static void restore(Graph graph, Graph reference, Set<String> outputs) {
        Set<String> integers = IntegerNodes.of(graph);
        integers.removeAll(outputs);
        for (String output : outputs) {
            Node node = graph.producer(output);
            Node original = reference.producer(output);
            if (node != null && original != null && IntegerNodes.hasIntegerWeights(graph, node)) {
                restoreConstants(graph, reference, node, original);
            }
        }
        for (Node quantize : graph.nodes("QuantizeLinear")) {
            restoreValue(graph, quantize, integers);
        }
        removeUnused(graph);
    }

    private static void restoreConstants(Graph graph, Graph reference, Node node, Node original) {
        for (int i = 1; i < node.inputs().size(); i++) {
            if (IntegerNodes.constantIntegers(graph, node.input(i)) == null) {
                continue;
            }
            String name = original.input(i);
            Tensor weights = reference.initializer(name);
            if (weights == null) {
                throw new IllegalStateException("'%s' of the float graph has no constant '%s'".formatted(node, name));
            }
            node.setInput(i, graph.initializer(name) == null ? graph.addInitializer(name, weights) : name);
        }
    }

    private static void restoreValue(Graph graph, Node quantize, Set<String> integers) {
        String value = quantize.input(0);
        if (graph.initializer(value) != null) {
            return;
        }
        Node dequantize = graph.onlyConsumer(quantize.output());
        if (dequantize == null || !dequantize.is("DequantizeLinear")) {
            return;
        }
        Node producer = graph.producer(value);
        if (producer != null && integers.contains(producer.output())) {
            return;
        }
        boolean stays = false;
        for (Node reader : List.copyOf(graph.consumers(dequantize.output()))) {
            if (integers.contains(reader.output())) {
                stays = true;
            } else {
                for (int i = 0; i < reader.inputs().size(); i++) {
                    if (reader.input(i).equals(dequantize.output())) {
                        reader.setInput(i, value);
                    }
                }
            }
        }
        if (!stays && !graph.isOutput(dequantize.output())) {
            graph.remove(dequantize);
            graph.remove(quantize);
        }
    }

    private static void removeUnused(Graph graph) {
        for (Node node : List.copyOf(graph.nodes("DequantizeLinear"))) {
            if (!graph.isUsed(node.output()) && !graph.isOutput(node.output())) {
                graph.remove(node);
            }
        }
        for (String constant : List.copyOf(graph.initializers().keySet())) {
            if (!graph.isUsed(constant) && !graph.isOutput(constant)) {
                graph.removeInitializer(constant);
            }
        }
    }
}
