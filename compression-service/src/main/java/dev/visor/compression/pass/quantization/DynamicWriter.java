package dev.visor.compression.pass.quantization;

import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts integer operators with dynamically quantised inputs in the place of operators with learnt weights. */
final class DynamicWriter {
    private static final int LEVELS = 127;
    private static final int UNSIGNED_ZERO = 128;

    private final Graph graph;
    private final WeightType type;
    private final Map<String, List<String>> quantized = new HashMap<>();
    private int written;
    private double worstSqnr = Double.POSITIVE_INFINITY;

    DynamicWriter(Graph graph, WeightType type) {
        this.graph = graph;
        this.type = type;
    }

    int written() {
        return written;
    }

    int activations() {
        return quantized.size();
    }

    double worstSqnr() {
        return Math.min(worstSqnr, 200);
    }

    /** Replaces a Conv, a plain Gemm or a MatMul. */
    void write(Node node, Tensor weights) {
        boolean conv = node.is("Conv");
        Tensor matrix = node.is("Gemm") && node.attributes().getInt("transB", 0) != 0 ? transposed(weights) : weights;
        int axis = conv ? 0 : 1;
        int channels = Math.toIntExact(matrix.dim(axis));
        QuantizedWeights integers = QuantizedWeights.of(matrix, axis, LEVELS, new float[channels]);
        worstSqnr = Math.min(worstSqnr, integers.sqnrDecibels());

        long[] perChannel = new long[conv ? matrix.rank() : 1];
        Arrays.fill(perChannel, 1);
        perChannel[conv ? 1 : 0] = channels;
        String hint = node.input(1);
        String values =
                graph.addInitializer(hint + "_" + type.name().toLowerCase(java.util.Locale.ROOT), held(integers));
        String scale = graph.addInitializer(hint + "_scale", Tensor.ofFloats(perChannel, integers.scales()));
        List<String> x = quantize(node);

        List<String> inputs = new ArrayList<>(List.of(x.get(0), values, x.get(2)));
        if (type == WeightType.UINT8) {
            inputs.add(unsignedZero());
        }
        String y = node.output();
        Attributes attributes = conv ? new Attributes().setAll(node.attributes()) : new Attributes();
        Node accumulate = new Node(
                "",
                conv ? "ConvInteger" : "MatMulInteger",
                node.name(),
                inputs,
                List.of(graph.freshName(y + "_accumulated")),
                attributes);
        String bias = bias(node, perChannel);
        Node anchor = node;
        graph.insertBefore(anchor, accumulate);
        String single = add(
                anchor,
                "Cast",
                y + "_single",
                new Attributes().set("to", ElementType.FLOAT.code()),
                accumulate.output());
        String step = add(anchor, "Mul", y + "_step", new Attributes(), x.get(1), scale);
        String last = bias == null ? null : add(anchor, "Mul", y + "_scaled", new Attributes(), single, step);
        graph.remove(node);
        Node result = last == null
                ? new Node("Mul", graph.freshNodeName(y + "_scaled"), List.of(single, step), List.of(y))
                : new Node("Add", graph.freshNodeName(y + "_biased"), List.of(last, String.valueOf(bias)), List.of(y));
        Node before = last == null ? graph.producer(step) : graph.producer(last);
        graph.insertAfter(java.util.Objects.requireNonNull(before), result);
        written++;
    }

    void removeUnused() {
        for (String constant : List.copyOf(graph.initializers().keySet())) {
            if (!graph.isUsed(constant)) {
                graph.removeInitializer(constant);
            }
        }
    }

    private String add(Node anchor, String opType, String hint, Attributes attributes, String... inputs) {
        String out = graph.freshName(hint);
        graph.insertBefore(
                anchor, new Node("", opType, graph.freshNodeName(hint), List.of(inputs), List.of(out), attributes));
        return out;
    }

    /** The integers, the scale and the zero point of what a node reads; made once for all that read it. */
    private List<String> quantize(Node reader) {
        return quantized.computeIfAbsent(reader.input(0), x -> {
            List<String> names = List.of(
                    graph.freshName(x + "_quantized"),
                    graph.freshName(x + "_scale"),
                    graph.freshName(x + "_zero_point"));
            Node node = new Node("DynamicQuantizeLinear", graph.freshNodeName(x + "_quantize"), List.of(x), names);
            Node producer = graph.producer(x);
            if (producer == null) {
                graph.insertBefore(graph.nodes().getFirst(), node);
            } else {
                graph.insertAfter(producer, node);
            }
            return names;
        });
    }

    private Tensor held(QuantizedWeights integers) {
        if (type == WeightType.INT8) {
            return integers.values();
        }
        byte[] bytes = integers.values().bytes();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] + UNSIGNED_ZERO);
        }
        return Tensor.ofBytes(ElementType.UINT8, integers.values().dims(), bytes);
    }

    private String unsignedZero() {
        String name = "weights_zero_point";
        if (graph.initializer(name) == null) {
            graph.setInitializer(name, Tensor.ofBytes(ElementType.UINT8, new long[0], (byte) UNSIGNED_ZERO));
        }
        return name;
    }

    /** The bias in the shape that it is added in; null where there is none. */
    private @Nullable String bias(Node node, long[] perChannel) {
        String name = node.input(2);
        Tensor bias = graph.initializer(name);
        if (bias == null || perChannel.length == 1) {
            return name.isEmpty() ? null : name;
        }
        return graph.addInitializer(name + "_shaped", Tensor.of(bias.type(), perChannel, bias.data()));
    }

    private static Tensor transposed(Tensor matrix) {
        int rows = Math.toIntExact(matrix.dim(0));
        int columns = Math.toIntExact(matrix.dim(1));
        float[] from = matrix.floats();
        float[] to = new float[from.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                to[c * rows + r] = from[r * columns + c];
            }
        }
        return Tensor.ofFloats(new long[] {columns, rows}, to);
    }
}
