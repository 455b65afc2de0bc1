package dev.visor.compression.pass.quantization;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
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
 * Dynamic 8-bit quantisation (ONNX DynamicQuantizeLinear-11, ConvInteger-10, MatMulInteger-10): weights in 8 bits, one
 * scale an output channel; activations uint8 with the range that each has in each run. Needs no calibration.
 *
 * <pre>
 * y = Conv(x, w, b)
 *   →   q, s, z = DynamicQuantizeLinear(x); a = ConvInteger(q, w_8bit, z, z_w)
 *       y = Add(Mul(Cast&lt;to=1&gt;(a), Mul(s, s_w)), b)
 * </pre>
 *
 * Every range is taken from the whole value in every run, and between operators values are in floating point: detectors
 * don't become faster on CPUs, and with signed weights several times slower. It is for a model without pictures, where
 * it pays. Lossy: a weight moves by at most 1/254 of its channel's largest, an activation by 1/510 of its range in that run.
 *
 * <p>Leaves alone: the predictions, which are the last operators with learnt weights before the outputs, and all behind
 * them; transposed convolutions, which have no integer form; Gemm with {@code transA}, {@code alpha} or {@code beta};
 * weights of fewer than {@code minElements}; models that are quantised already or below opset 11.
 */
@PassId(
        value = "quantize-dynamic",
        description = "Weights in 8 bits, activations in each run by their own range. No calibration, no speed.")
public record QuantizeDynamic(
        @Option(
                description = "how weights are held; signed ones are several times slower in ONNX Runtime",
                defaultValue = "\"uint8\"")
        WeightType weights,

        @Option(
                description = "fewest elements of a weight tensor that is converted",
                unit = "elements",
                defaultValue = "512",
                min = 1,
                max = 1 << 20)
        int minElements)
        implements GraphPass {
    private static final int OLDEST_OPSET = 11;

    public QuantizeDynamic {
        Options.inRange("minElements", minElements, 1, 1 << 20);
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
        if (graph.nodes().stream().anyMatch(QuantizeStatic::isInteger)) {
            return PassResult.leftAlone("the model is quantised already");
        }
        if (graph.opset() < OLDEST_OPSET) {
            return PassResult.leftAlone(
                    "the model is at opset %d, dynamic quantisation needs %d".formatted(graph.opset(), OLDEST_OPSET));
        }
        FloatTail tail = FloatTail.of(graph);
        DynamicWriter writer = new DynamicWriter(graph, weights);
        List<String> notes = new ArrayList<>();
        for (Node node : List.copyOf(graph.nodes())) {
            Tensor values = Parameterized.weights(graph, node);
            if (values == null || values.elements() < minElements) {
                continue;
            }
            String reason = tail.predictions().contains(node) ? "it makes predictions" : refusal(node, values);
            if (reason == null) {
                writer.write(node, values);
            } else {
                notes.add("%s stays in floating point: %s".formatted(node, reason));
            }
        }
        if (writer.written() == 0) {
            notes.addFirst("no operator with %d learnt weights or more can be converted".formatted(minElements));
            return PassResult.of(0, notes);
        }
        writer.removeUnused();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("integerNodes", (double) writer.written());
        figures.put("quantizedActivations", (double) writer.activations());
        figures.put("worstWeightSqnrDecibels", writer.worstSqnr());
        return new PassResult(writer.written(), figures, notes);
    }

    private static @Nullable String refusal(Node node, Tensor values) {
        return switch (node.opType()) {
            case "ConvTranspose" -> "there is no integer transposed convolution";
            case "Gemm" -> {
                boolean plain = node.attributes().getInt("transA", 0) == 0
                        && node.attributes().getFloat("alpha", 1) == 1
                        && node.attributes().getFloat("beta", 1) == 1;
                yield plain ? null : "it scales or transposes";
            }
            case "MatMul" -> values.rank() == 2 ? null : "its weights are a stack of matrices";
            default -> null;
        };
    }
}
