package dev.visor.compression.pass.repair;

import dev.visor.compression.layer.PairedGraph;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The activation function behind a layer, as nodes that read one value.
 *
 * @param nodes in order; none where the result is used as it is or by several operators that aren't one function
 * @param value what the first reads
 * @param constants that they read, by name
 */
record Activation(List<Node> nodes, String value, Map<String, Tensor> constants) {
    private static final Set<String> SINGLE =
            Set.of("Relu", "LeakyRelu", "Sigmoid", "HardSwish", "HardSigmoid", "Tanh", "Elu", "Softplus", "Gelu");

    /** A value that is used as it is. */
    static Activation none(String value) {
        return new Activation(List.of(), value, Map.of());
    }

    /** What the float graph makes of a value. */
    static Activation behind(Graph reference, String value) {
        Activation none = none(value);
        List<Node> readers = reference.consumers(value);
        if (reference.isOutput(value) || readers.isEmpty()) {
            return none;
        }
        Node first = readers.getFirst();
        if (readers.size() == 1) {
            boolean constantOnly = first.reads().stream()
                    .allMatch(r -> r.equals(value) || reference.initializer(r) != null && first.is("Clip"));
            boolean known = first.domain().isEmpty() && (SINGLE.contains(first.opType()) || first.is("Clip"));
            return known && constantOnly ? new Activation(List.of(first), value, constants(reference, first)) : none;
        }
        return gated(reference, readers, value) instanceof List<Node> pair
                ? new Activation(pair, value, Map.of())
                : none;
    }

    private static Map<String, Tensor> constants(Graph reference, Node node) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        for (String read : node.reads()) {
            Tensor constant = reference.initializer(read);
            if (constant != null) {
                found.put(read, constant);
            }
        }
        return found;
    }

    /** {@code x·g(x)}: SiLU, or hard swish written in two operators. */
    private static @Nullable List<Node> gated(Graph reference, List<Node> readers, String value) {
        Node gate = readers.stream()
                .filter(n -> n.is("Sigmoid") || n.is("HardSigmoid"))
                .findFirst()
                .orElse(null);
        Node mul = readers.stream().filter(n -> n.is("Mul")).findFirst().orElse(null);
        boolean whole = readers.size() == 2
                && gate != null
                && mul != null
                && mul.inputs().contains(value)
                && reference.onlyConsumer(gate.output()) == mul;
        return whole && gate != null && mul != null ? List.of(gate, mul) : null;
    }

    boolean isIdentity() {
        return nodes.isEmpty();
    }

    /** Appends the function of another value to a graph, and returns its result. */
    String apply(Graph graph, String other) {
        constants.forEach((name, tensor) -> graph.setInitializer(PairedGraph.inReference(name), tensor));
        String result = other;
        List<String> inner = new ArrayList<>();
        for (Node node : nodes) {
            Node copy = node.copy();
            String name = graph.freshName(other + ":" + node.opType());
            List<String> inputs = new ArrayList<>();
            for (String in : node.inputs()) {
                if (in.equals(value)) {
                    inputs.add(other);
                } else if (!inner.isEmpty() && nodes.getFirst().outputs().contains(in)) {
                    inputs.add(inner.getFirst());
                } else {
                    inputs.add(in.isEmpty() ? in : PairedGraph.inReference(in));
                }
            }
            copy.setInputs(inputs);
            copy.setName(name);
            copy.setOutputs(List.of(name));
            graph.append(copy);
            inner.add(name);
            result = name;
        }
        return result;
    }
}
