package dev.visor.compression.pass.cleanup;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.graph.Attribute;
import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.proto.GraphProto;
import dev.visor.onnx.proto.NodeProto;
import dev.visor.onnx.rewrite.Constants;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rewrites single operators of a graph of opset 7 to 12 into what means the same at 13 (ONNX Changelog.md). */
final class OperatorUpgrade {
    private final Graph graph;
    private final int from;
    private @Nullable Map<String, ValueInfo> inferred;

    OperatorUpgrade(Graph graph, int from) {
        this.graph = graph;
        this.from = from;
        if (graph.nodes().stream().anyMatch(n -> needsType(n))) {
            known();
        }
    }

    void convert(Node node) {
        refuseNestedChanges(node);
        switch (node.opType()) {
            case "Squeeze", "Unsqueeze", "ReduceSum" -> attributeToInput(node, "axes", 1);
            case "Split" -> attributeToInput(node, "split", 1);
            case "Softmax", "LogSoftmax", "Hardmax" -> softmax(node);
            case "Resize" -> resize(node);
            case "Upsample" -> upsample(node);
            case "Clip" -> clip(node);
            case "Slice" -> slice(node);
            case "Pad" -> pad(node);
            case "TopK" -> topK(node);
            case "Dropout" -> dropout(node);
            case "BatchNormalization" -> batchNormalization(node);
            case "Scatter" -> node.setOpType("", "ScatterElements");
            default -> {
                if (!UnchangedOperators.contains(node.opType())) {
                    throw refused(node, "is not known at opset " + from);
                }
            }
        }
    }

    /** Before opset 10 the window stood in attributes. */
    private void slice(Node node) {
        if (node.attributes().has("starts")) {
            attributeToInput(node, "starts", 1);
            attributeToInput(node, "ends", 2);
            attributeToInput(node, "axes", 3);
        }
    }

    /** Before opset 11 the bounds stood in attributes. */
    private void clip(Node node) {
        for (String bound : List.of("min", "max")) {
            if (node.attributes().has(bound)) {
                float value = node.attributes().getFloat(bound, 0);
                node.attributes().remove(bound);
                node.setInput(bound.equals("min") ? 1 : 2, scalar(node, bound, value));
            }
        }
    }

    /** Before opset 11 pads and value stood in attributes. */
    private void pad(Node node) {
        if (node.attributes().has("pads")) {
            attributeToInput(node, "pads", 1);
            float value = node.attributes().getFloat("value", 0);
            node.attributes().remove("value");
            if (value != 0) {
                node.setInput(2, scalar(node, "value", value));
            }
        }
    }

    /** Before opset 10 the count stood in an attribute. */
    private void topK(Node node) {
        if (node.attributes().has("k")) {
            long k = node.attributes().getInt("k", 0);
            node.attributes().remove("k");
            node.setInput(1, graph.addInitializer(hint(node) + "_k", Tensor.vector(k)));
        }
    }

    /** Before opset 12 the ratio stood in an attribute; when nothing is trained it means nothing. */
    private void dropout(Node node) {
        if (from < 12) {
            if (!node.output(1).isEmpty() && graph.isUsed(node.output(1))) {
                throw refused(node, "has a mask that is read");
            }
            node.setOutputs(List.of(node.output()));
            node.attributes().remove("ratio");
        }
    }

    private void batchNormalization(Node node) {
        if (node.attributes().getInt("spatial", 1) == 0) {
            throw refused(node, "has statistics a position (spatial = 0), which opset 9 dropped");
        }
        node.attributes().remove("spatial");
        if (node.outputs().stream().skip(1).anyMatch(out -> !out.isEmpty() && graph.isUsed(out))) {
            throw refused(node, "has training outputs that are read");
        }
        node.setOutputs(List.of(node.output()));
    }

    private void resize(Node node) {
        if (from >= 11) {
            if (node.attributes()
                    .getText("coordinate_transformation_mode", "half_pixel")
                    .equals("tf_half_pixel_for_nn")) {
                throw refused(node, "uses tf_half_pixel_for_nn, which opset 13 dropped");
            }
            return;
        }
        asResize(node, node.input(1));
    }

    private void upsample(Node node) {
        String scales = node.input(1);
        if (node.attributes().has("scales")) {
            float[] values = node.attributes().getFloats("scales");
            node.attributes().remove("scales");
            scales = graph.addInitializer(hint(node) + "_scales", Tensor.vector(values));
        }
        node.setOpType("", "Resize");
        asResize(node, scales);
    }

    /** Until opset 10 pixels were taken from {@code x/scale}, rounded down when enlarging and up when shrinking. */
    private void asResize(Node node, String scales) {
        boolean nearest = node.attributes().getText("mode", "nearest").equals("nearest");
        node.attributes()
                .set("mode", nearest ? "nearest" : "linear")
                .set("coordinate_transformation_mode", "asymmetric");
        if (nearest) {
            Tensor constant = Constants.of(graph, scales);
            if (constant == null) {
                throw refused(node, "has scales that aren't constant");
            }
            boolean shrinks = false;
            boolean enlarges = false;
            for (float s : constant.floats()) {
                shrinks |= s < 1;
                enlarges |= s > 1;
            }
            if (shrinks && enlarges) {
                throw refused(node, "shrinks one side and enlarges the other");
            }
            node.attributes().set("nearest_mode", shrinks ? "ceil" : "floor");
        }
        node.setInputs(List.of(node.input(0), "", scales));
    }

    private void softmax(Node node) {
        long axis = node.attributes().getInt("axis", 1);
        ValueInfo info = info(node.input(0));
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

    private void attributeToInput(Node node, String attribute, int index) {
        if (node.attributes().has(attribute)) {
            long[] values = node.attributes().getInts(attribute);
            node.attributes().remove(attribute);
            node.setInput(index, graph.addInitializer(hint(node) + "_" + attribute, Tensor.vector(values)));
        }
    }

    private String scalar(Node node, String what, float value) {
        ValueInfo info = info(node.input(0));
        ElementType type = info == null || info.type() == ElementType.UNDEFINED ? ElementType.FLOAT : info.type();
        Tensor constant = switch (type) {
            case FLOAT -> Tensor.scalar(value);
            case FLOAT16 -> Tensor.ofHalves(new long[0], value);
            default -> throw refused(node, "has bounds of type " + type);
        };
        return graph.addInitializer(hint(node) + "_" + what, constant);
    }

    // ---- what is known about values

    private static boolean needsType(Node node) {
        boolean bounds = node.is("Clip") || node.is("Pad");
        return node.is("Softmax")
                || node.is("LogSoftmax")
                || node.is("Hardmax")
                || bounds
                        && (node.attributes().has("min")
                                || node.attributes().has("max")
                                || node.attributes().has("value"));
    }

    private @Nullable ValueInfo info(String value) {
        ValueInfo declared = graph.valueInfo(value);
        return declared != null && declared.shape() != null ? declared : known().get(value);
    }

    /** Asked for before the first rewrite: a graph half at one opset and half at another can't be loaded. */
    private Map<String, ValueInfo> known() {
        if (inferred == null) {
            boolean fixed = graph.runtimeInputs().stream()
                    .allMatch(i -> i.shape() != null && i.shape().isStatic());
            inferred = fixed ? ShapeOracle.infer(graph) : Map.of();
        }
        return Objects.requireNonNull(inferred);
    }

    // ---- refusals

    private static void refuseNestedChanges(Node node) {
        for (Attribute attribute : node.attributes().asMap().values()) {
            if (attribute instanceof Attribute.OfGraph nested) {
                refuseChanges(node, nested.value());
            }
        }
    }

    private static void refuseChanges(Node node, GraphProto nested) {
        for (NodeProto inner : nested.getNodeList()) {
            boolean standard = inner.getDomain().isEmpty() || inner.getDomain().equals("ai.onnx");
            if (standard && !UnchangedOperators.contains(inner.getOpType())) {
                throw refused(node, "holds a " + inner.getOpType() + ", which isn't converted inside of nested graphs");
            }
            inner.getAttributeList().stream().filter(a -> a.hasG()).forEach(a -> refuseChanges(node, a.getG()));
        }
    }

    private static VisorException refused(Node node, String why) {
        return new VisorException(
                ErrorCode.INVALID_MODEL, "%s %s: export the model again with opset 13 or above".formatted(node, why));
    }

    private static String hint(Node node) {
        return node.name().isEmpty() ? node.output() : node.name();
    }
}
