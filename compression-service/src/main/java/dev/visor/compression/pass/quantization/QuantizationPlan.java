package dev.visor.compression.pass.quantization;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes compute in integers and which values are stored as integers.
 *
 * <p>Operators with learnt weights do; others do if all that they read is an integer already, so that no value is
 * converted for an operator that is cheap in floats. Operators that only move values share the quantisation of what they
 * read. The result of a convolution that only feeds a clamp stays unquantised, since both become one kernel.
 *
 * @param integerNodes nodes that compute in integers, in order
 * @param roots each integer value and the value whose scale and zero point it has (itself, unless it was only moved)
 */
record QuantizationPlan(Set<Node> integerNodes, Map<String, String> roots) {
    /** Moves values without changing them: output and input share one quantisation. */
    private static final Set<String> MOVING =
            Set.of("MaxPool", "Split", "Slice", "Reshape", "Transpose", "Squeeze", "Unsqueeze", "Flatten");

    private static final Set<String> COMPUTING =
            Set.of("Sigmoid", "Mul", "Add", "Concat", "LeakyRelu", "AveragePool", "GlobalAveragePool");

    static QuantizationPlan of(Graph graph, FloatTail tail, Operators operators) {
        Set<Node> integer = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<String, String> roots = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            if (tail.nodes().contains(node)) {
                continue;
            }
            if (Parameterized.weights(graph, node) != null) {
                if (tail.isPrediction(graph, node)) {
                    continue;
                }
                integer.add(node);
                roots.putIfAbsent(node.input(0), node.input(0));
                if (fusedClamp(graph, node) == null) {
                    roots.put(node.output(), node.output());
                }
            } else if (operators == Operators.ALL) {
                planOther(graph, node, integer, roots);
            }
        }
        for (Node node : graph.nodes()) {
            if (node.is("Concat") && integer.contains(node)) {
                shareScale(graph, node, integer, roots);
            }
        }
        return new QuantizationPlan(integer, roots);
    }

    /**
     * What only a concatenation reads is quantised as its result is: it would be rounded to that scale anyway, and ONNX
     * Runtime then copies bytes instead of translating each.
     */
    private static void shareScale(Graph graph, Node concat, Set<Node> integer, Map<String, String> roots) {
        String result = roots.get(concat.output());
        if (result == null) {
            return;
        }
        for (String read : Set.copyOf(concat.inputs())) {
            String root = rootOf(roots, read);
            if (graph.isInput(root) || root.equals(result)) {
                continue;
            }
            List<String> sharing = roots.entrySet().stream()
                    .filter(e -> e.getValue().equals(root))
                    .map(Map.Entry::getKey)
                    .toList();
            boolean nobodyElse = sharing.stream()
                    .allMatch(value -> !graph.isOutput(value)
                            && graph.consumers(value).stream()
                                    .allMatch(reader -> reader == concat
                                            || integer.contains(reader)
                                                    && isMoving(graph, reader)
                                                    && sharing.contains(reader.output())));
            if (nobodyElse) {
                sharing.forEach(value -> roots.put(value, result));
            }
        }
    }

    private static void planOther(Graph graph, Node node, Set<Node> integer, Map<String, String> roots) {
        if (isClamp(node)) {
            Node conv = graph.producer(node.input(0));
            if (conv != null && integer.contains(conv) && fusedClamp(graph, conv) == node) {
                integer.add(node);
                roots.put(node.output(), node.output());
            }
            return;
        }
        boolean moving = isMoving(graph, node);
        if (!moving && !(node.domain().isEmpty() && COMPUTING.contains(node.opType()))) {
            return;
        }
        List<String> reads = moving ? List.of(node.input(0)) : node.inputs();
        for (String read : reads) {
            if (!roots.containsKey(read) && !isPicture(graph, read)) {
                return;
            }
        }
        integer.add(node);
        reads.forEach(r -> roots.putIfAbsent(r, r));
        for (String out : node.outputs()) {
            if (!out.isEmpty()) {
                roots.put(out, moving ? rootOf(roots, node.input(0)) : out);
            }
        }
    }

    private static boolean isPicture(Graph graph, String value) {
        ValueInfo info = graph.isInput(value) && graph.initializer(value) == null ? graph.valueInfo(value) : null;
        return info != null && info.type() == ElementType.FLOAT;
    }

    private static String rootOf(Map<String, String> roots, String value) {
        return roots.getOrDefault(value, value);
    }

    private static boolean isMoving(Graph graph, Node node) {
        if (node.is("Resize")) {
            return node.attributes().getText("mode", "nearest").equals("nearest");
        }
        boolean one = node.domain().isEmpty() && MOVING.contains(node.opType());
        // MaxPool's second output are indices.
        return one && !(node.is("MaxPool") && node.outputs().size() > 1);
    }

    static boolean isClamp(Node node) {
        return node.is("Relu") || node.is("Clip");
    }

    /** The clamp that becomes part of the convolution's kernel, if there is one. */
    static @Nullable Node fusedClamp(Graph graph, Node conv) {
        Node reader = graph.onlyConsumer(conv.output());
        return reader != null && isClamp(reader) && reader.input(0).equals(conv.output()) ? reader : null;
    }

    /** The values whose ranges must be known. */
    Set<String> rangesNeeded() {
        return new LinkedHashSet<>(roots.values());
    }
}
