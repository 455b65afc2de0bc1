package dev.visor.compression.pass.quantization;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores learnt weights as signed 8-bit integers, symmetric, one scale an output channel, and computes in floating point
 * (ONNX Cast-9, Mul-7). ONNX Runtime folds both nodes when it loads the model: a quarter of the bytes, the kernels and the
 * speed of the parent. A {@code DequantizeLinear} of a constant isn't folded and would cost time in every run.
 *
 * <pre>
 * const w: float[O,I,k,k]; y = Conv(x, w)
 *   →   const w_int8: int8[O,I,k,k]; const s: float[O,1,1,1]; w = Mul(Cast&lt;to=1&gt;(w_int8), s); y = Conv(x, w)
 * </pre>
 *
 * Lossy: a weight moves by at most 1/254 of its channel's largest. In a model that {@code quantize-static} made, it takes
 * what stayed in floating point.
 *
 * <p>Leaves alone: weights of fewer than {@code minElements}, where two nodes take more room than is saved; weights that
 * are read as anything but weights, or along two axes; those whose rounding would be louder than {@code
 * minSqnrDecibels}, with a note; models that have no weights in floating point.
 */
@PassId(
        value = "quantize-weights",
        description = "Stores weights in 8 bits, one scale an output channel; computes in floating point.")
public record QuantizeWeights(
        @Option(
                description = "fewest elements of a weight tensor that is converted",
                defaultValue = "512",
                min = 1,
                max = 1 << 20)
        int minElements,

        @Option(
                description = "least ratio of weights to rounding error of a tensor that is converted, in dB",
                defaultValue = "25",
                min = 0,
                max = 60)
        double minSqnrDecibels)
        implements GraphPass {
    private static final int LEVELS = 127;

    public QuantizeWeights {
        Options.inRange("minElements", minElements, 1, 1 << 20);
        Options.inRange("minSqnrDecibels", minSqnrDecibels, 0, 60);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.INTEGER_WEIGHTS);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        List<String> notes = new ArrayList<>();
        List<Node> stored = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long saved = 0;
        double worst = Double.POSITIVE_INFINITY;
        for (Node node : List.copyOf(graph.nodes())) {
            Tensor weights = Parameterized.weights(graph, node);
            String name = node.input(1);
            if (weights == null || weights.elements() < minElements || !seen.add(name)) {
                continue;
            }
            Integer axis = Parameterized.commonAxis(graph, name, weights);
            if (axis == null) {
                notes.add("'%s' stays: it is read in other ways too".formatted(name));
                continue;
            }
            int channels = Math.toIntExact(weights.dim(axis));
            QuantizedWeights quantized = QuantizedWeights.of(weights, axis, LEVELS, new float[channels]);
            double sqnr = quantized.sqnrDecibels();
            if (sqnr < minSqnrDecibels) {
                notes.add("'%s' stays: 8 bits would leave %.1f dB, less than minSqnrDecibels = %s"
                        .formatted(name, sqnr, minSqnrDecibels));
                continue;
            }
            worst = Math.min(worst, sqnr);
            saved += weights.sizeBytes() - quantized.values().sizeBytes() - 4L * channels;
            stored.addAll(store(graph, name, quantized, axis));
        }
        for (Node node : stored.reversed()) {
            graph.insertBefore(graph.nodes().getFirst(), node);
        }
        if (stored.isEmpty()) {
            notes.addFirst("no weights in floating point have %d elements or more".formatted(minElements));
            return PassResult.of(0, notes);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("quantizedWeights", stored.size() / 2.0);
        figures.put("savedBytes", (double) saved);
        if (Double.isFinite(worst)) {
            figures.put("worstWeightSqnrDecibels", worst);
        }
        return new PassResult(stored.size() / 2, figures, notes);
    }

    private static List<Node> store(Graph graph, String name, QuantizedWeights quantized, int axis) {
        Tensor values = quantized.values();
        long[] dims = new long[values.rank()];
        Arrays.fill(dims, 1);
        dims[axis] = values.dim(axis);
        graph.removeInitializer(name);
        String integers = graph.addInitializer(name + "_int8", values);
        String scale = graph.addInitializer(name + "_scale", Tensor.ofFloats(dims, quantized.scales()));
        String single = graph.freshName(name + "_single");
        return List.of(
                new Node(
                        "",
                        "Cast",
                        single,
                        List.of(integers),
                        List.of(single),
                        new Attributes().set("to", ElementType.FLOAT.code())),
                new Node("Mul", name + "_scaled", List.of(single, scale), List.of(name)));
    }
}
