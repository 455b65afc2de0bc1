package dev.visor.compression.pass.cleanup;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Raises the default domain from opset 11 or 12 to 13 without changing a result; per-channel quantisation needs 13.
 *
 * <pre>
 * y = Squeeze&lt;axes=[2]&gt;(x)            →   y = Squeeze(x, {2})          as do Unsqueeze, ReduceSum, Split
 * y = Softmax&lt;axis=3&gt;(x) of rank 4   →   y = Softmax&lt;axis=-1&gt;(x)
 * y = Softmax&lt;axis=1&gt;(x) of rank 4   →   y = Reshape(Softmax&lt;axis=-1&gt;(Flatten&lt;axis=1&gt;(x)), Shape(x))
 * </pre>
 *
 * Before opset 13 {@code Softmax}, {@code LogSoftmax} and {@code Hardmax} saw a matrix whose columns are all dimensions
 * from {@code axis} on. Leaves models alone that are at 13 or above. Refuses those below 11, whose {@code Resize},
 * {@code Slice}, {@code Clip} and {@code Pad} meant something else, and the {@code Resize} mode that 13 dropped.
 */
@PassId(value = "convert-opset", description = "Raises opset 11 or 12 to 13 without changing a result.")
public record ConvertOpset() implements GraphPass {
    private static final int OLDEST = 11;
    private static final int TARGET = 13;
    private static final int TARGET_IR = 7;

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.OPSET_13);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        int from = graph.opset();
        if (from >= TARGET) {
            return PassResult.of(0);
        }
        if (from < OLDEST) {
            throw new VisorException(
                    ErrorCode.INVALID_MODEL,
                    "opset %d is too old to be converted (least %d): export the model again with opset 13 or above"
                            .formatted(from, OLDEST));
        }
        Map<String, ValueInfo> known =
                graph.nodes().stream().anyMatch(ConvertOpset::needsRank) ? infer(graph) : Map.of();
        for (Node node : List.copyOf(graph.nodes())) {
            if (node.domain().isEmpty()) {
                convert(graph, node, known);
            }
        }
        graph.setOpset("", TARGET);
        graph.setIrVersion(Math.max(graph.irVersion(), TARGET_IR));
        return PassResult.of(1);
    }

    private static boolean needsRank(Node node) {
        return node.is("Softmax") || node.is("LogSoftmax") || node.is("Hardmax");
    }

    private static Map<String, ValueInfo> infer(Graph graph) {
        boolean fixed = graph.runtimeInputs().stream()
                .allMatch(i -> i.shape() != null && i.shape().isStatic());
        return fixed ? ShapeOracle.infer(graph) : Map.of();
    }

    private static void convert(Graph graph, Node node, Map<String, ValueInfo> known) {
        switch (node.opType()) {
            case "Squeeze", "Unsqueeze", "ReduceSum" -> attributeToInput(graph, node, "axes", 1);
            case "Split" -> attributeToInput(graph, node, "split", 1);
            case "Softmax", "LogSoftmax", "Hardmax" -> convertSoftmax(graph, node, known);
            case "Resize" -> {
                if (node.attributes()
                        .getText("coordinate_transformation_mode", "half_pixel")
                        .equals("tf_half_pixel_for_nn")) {
                    throw new VisorException(
                            ErrorCode.INVALID_MODEL,
                            node + " uses tf_half_pixel_for_nn, which opset 13 dropped: export it with half_pixel");
                }
            }
            default -> {}
        }
    }

    private static void attributeToInput(Graph graph, Node node, String attribute, int index) {
        if (node.attributes().has(attribute)) {
            long[] values = node.attributes().getInts(attribute);
            node.attributes().remove(attribute);
            node.setInput(index, graph.addInitializer(hint(node) + "_" + attribute, Tensor.vector(values)));
        }
    }

    private static void convertSoftmax(Graph graph, Node node, Map<String, ValueInfo> known) {
        long axis = node.attributes().getInt("axis", 1);
        ValueInfo declared = graph.valueInfo(node.input(0));
        ValueInfo info = declared != null && declared.shape() != null ? declared : known.get(node.input(0));
        boolean lastAxis = axis == -1
                || (info != null && info.shape() != null && axis == info.shape().rank() - 1);
        node.attributes().set("axis", -1);
        if (lastAxis) {
            return;
        }
        String x = node.input(0);
        String y = node.output();
        String flat = graph.freshName(y + "_flat");
        String soft = graph.freshName(y + "_soft");
        String shape = graph.freshName(y + "_shape");
        graph.insertBefore(
                node,
                new Node(
                        "",
                        "Flatten",
                        graph.freshNodeName(hint(node) + "_flatten"),
                        List.of(x),
                        List.of(flat),
                        new Attributes().set("axis", axis)));
        graph.insertBefore(
                node, new Node("Shape", graph.freshNodeName(hint(node) + "_shape"), List.of(x), List.of(shape)));
        node.setInput(0, flat);
        node.setOutput(0, soft);
        graph.insertAfter(
                node,
                new Node("Reshape", graph.freshNodeName(hint(node) + "_reshape"), List.of(soft, shape), List.of(y)));
    }

    private static String hint(Node node) {
        return node.name().isEmpty() ? node.output() : node.name();
    }
}
