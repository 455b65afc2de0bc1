package dev.visor.onnx.stats;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.rewrite.Constants;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A model's size and arithmetic.
 *
 * @param nodes number of nodes, nested graphs counted as one
 * @param parameters elements of constants other than index tensors (int64), quantisation scales and zero points
 * @param nonZeroParameters those of them that aren't zero
 * @param weightBytes bytes of all constants
 * @param fileBytes bytes of the written model
 * @param macs multiply-accumulates of one run, of convolutions and matrix products alone
 * @param macsByNode the same by node, keyed by the node's first output
 * @param nodesByOpType counts in alphabetical order
 */
public record GraphStats(
        int nodes,
        long parameters,
        long nonZeroParameters,
        long weightBytes,
        long fileBytes,
        long macs,
        Map<String, Long> macsByNode,
        Map<String, Integer> nodesByOpType) {

    /** For a graph whose input shapes are fixed. */
    public static GraphStats of(Graph graph) {
        return of(graph, Map.of());
    }

    /** @param inputShapes the shape of each input that isn't fixed in the graph */
    public static GraphStats of(Graph graph, Map<String, long[]> inputShapes) {
        return withShapes(graph, ShapeOracle.infer(graph, inputShapes));
    }

    /** With shapes that are known already, as {@link ShapeOracle} gives them. */
    public static GraphStats withShapes(Graph graph, Map<String, ValueInfo> shapes) {
        Map<String, Long> macs = new LinkedHashMap<>();
        Map<String, Integer> byOpType = new TreeMap<>();
        Map<String, Tensor> constants = new LinkedHashMap<>(graph.initializers());
        for (Node n : graph.nodes()) {
            byOpType.merge(n.opType(), 1, Integer::sum);
            long own = Macs.of(n, shapes);
            if (own > 0) {
                macs.put(n.output(), own);
            }
            Tensor constant = n.is("Constant") ? Constants.ofNode(n) : null;
            if (constant != null) {
                constants.put(n.output(), constant);
            }
        }
        Set<String> quantization = quantizationParameters(graph);
        long parameters = 0;
        long nonZero = 0;
        long bytes = 0;
        for (Map.Entry<String, Tensor> e : constants.entrySet()) {
            Tensor t = e.getValue();
            bytes += t.sizeBytes();
            if (t.type() != ElementType.INT64 && !quantization.contains(e.getKey())) {
                parameters += t.elements();
                nonZero += NonZero.count(t);
            }
        }
        return new GraphStats(
                graph.nodes().size(),
                parameters,
                nonZero,
                bytes,
                GraphWriter.toProto(graph).getSerializedSize(),
                macs.values().stream().mapToLong(Long::longValue).sum(),
                macs,
                byOpType);
    }

    private static Set<String> quantizationParameters(Graph graph) {
        Set<String> out = new TreeSet<>();
        for (Node n : graph.nodes()) {
            int[] positions = switch (n.opType()) {
                case "QuantizeLinear", "DequantizeLinear" -> new int[] {1, 2};
                case "QLinearConv", "QLinearMatMul" -> new int[] {1, 2, 4, 5, 6, 7};
                default -> new int[0];
            };
            for (int p : positions) {
                out.add(n.input(p));
            }
        }
        return out;
    }
}
