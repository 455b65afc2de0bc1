package dev.visor.compression.pass.precision;

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
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores weights in IEEE 754 half precision, each followed by a {@code Cast} to single (ONNX Cast-9) that ONNX Runtime
 * computes once at load. Half the size; the same speed as before, since computation stays in single precision, which
 * CPUs without half-precision arithmetic would convert to at every operator anyway.
 *
 * <pre>
 * const w: float; y = Conv(x, w)   →   const w_half: float16; w = Cast&lt;to=1&gt;(w_half); y = Conv(x, w)
 * </pre>
 *
 * Leaves alone: constants of fewer than {@code minElements}, where the cast takes more room than it saves; constants with
 * a value beyond ±65504, which half precision can't hold; {@code Resize} parameters; outputs of the model; models whose
 * weights are integers already.
 */
@PassId(value = "convert-to-float16", description = "Stores weights in half precision; computes in single precision.")
public record ConvertToFloat16(
        @Option(
                description = "fewest elements of a constant that is converted",
                defaultValue = "64",
                min = 1,
                max = 1 << 20)
        int minElements)
        implements GraphPass {
    private static final float LARGEST_HALF = 65504f;

    public ConvertToFloat16 {
        Options.inRange("minElements", minElements, 1, 1 << 20);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.HALF_WEIGHTS);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        if (!graph.nodes("DequantizeLinear").isEmpty()
                || !graph.nodes("QLinearConv").isEmpty()) {
            return PassResult.leftAlone("the model is quantised already: its weights are integers");
        }
        int changes = 0;
        long flushed = 0;
        List<String> notes = new ArrayList<>();
        List<Node> casts = new ArrayList<>();
        for (Map.Entry<String, Tensor> constant :
                List.copyOf(graph.initializers().entrySet())) {
            String name = constant.getKey();
            Tensor single = constant.getValue();
            if (single.type() != ElementType.FLOAT
                    || single.elements() < minElements
                    || graph.isOutput(name)
                    || graph.consumers(name).stream().anyMatch(n -> n.is("Resize"))) {
                continue;
            }
            float[] values = single.floats();
            long saturated = count(values, v -> Math.abs(v) > LARGEST_HALF);
            if (saturated > 0) {
                notes.add("'%s' stays in single precision: %d of %d values lie beyond ±65504"
                        .formatted(name, saturated, values.length));
                continue;
            }
            flushed += count(values, v -> v != 0 && Float.float16ToFloat(Float.floatToFloat16(v)) == 0);
            String half = graph.freshName(name + "_half");
            graph.removeInitializer(name);
            graph.setInitializer(half, Tensor.ofHalves(single.dims(), values));
            casts.add(new Node(
                    "",
                    "Cast",
                    name + "_to_single",
                    List.of(half),
                    List.of(name),
                    new Attributes().set("to", ElementType.FLOAT.code())));
            changes++;
        }
        for (Node cast : casts.reversed()) {
            if (graph.nodes().isEmpty()) {
                graph.append(cast);
            } else {
                graph.insertBefore(graph.nodes().getFirst(), cast);
            }
        }
        return new PassResult(changes, Map.of("valuesFlushedToZero", (double) flushed), notes);
    }

    private interface FloatTest {
        boolean holds(float value);
    }

    private static long count(float[] values, FloatTest test) {
        long n = 0;
        for (float v : values) {
            if (test.holds(v)) {
                n++;
            }
        }
        return n;
    }
}
