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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores weights in IEEE 754 half precision, each followed by a {@code Cast} to single (ONNX Cast-9) that ONNX Runtime
 * computes once at load. Half the size; the same speed as before, since computation stays in single precision, which
 * CPUs without half-precision arithmetic would convert to at every operator anyway.
 *
 * <pre>
 * const w: float; y = Conv(x, w)   →   const w_half: float16; w = Cast&lt;to=1&gt;(w_half); y = Conv(x, w)
 * </pre>
 *
 * Each cast is checked against the model itself: a constant stays as it is, with a note that names it, if a value lies
 * beyond ±65504, if rounding (with values that become subnormal or zero) is louder than {@code minSqnrDecibels}, or if an
 * operator that reads it gives a result so far off on calibration inputs, on seeded noise where there are none.
 *
 * <p>Leaves alone: constants of fewer than {@code minElements}, where the cast takes more room than it saves; parameters of
 * {@code Resize}; scales of integers; outputs of the model. In a quantised model it takes what stayed in floating point.
 */
@PassId(value = "convert-to-float16", description = "Stores weights in half precision; computes in single precision.")
public record ConvertToFloat16(
        @Option(
                description = "fewest elements of a constant that is converted",
                unit = "elements",
                defaultValue = "256",
                min = 1,
                max = 1 << 20)
        int minElements,

        @Option(
                description = "least ratio of a constant, or of an operator's result, to its error",
                unit = "dB",
                defaultValue = "50",
                min = 0,
                max = 80)
        double minSqnrDecibels)
        implements GraphPass {
    private static final float LARGEST_HALF = 65504f;
    private static final Set<String> NOT_FROM = Set.of(
            "Resize", "Upsample", "QuantizeLinear", "DequantizeLinear", "QLinearConv", "QLinearMatMul", "QLinearAdd");

    public ConvertToFloat16 {
        Options.inRange("minElements", minElements, 1, 1 << 20);
        Options.inRange("minSqnrDecibels", minSqnrDecibels, 0, 80);
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
        List<String> notes = new ArrayList<>();
        Set<String> candidates = new LinkedHashSet<>();
        graph.initializers().forEach((name, constant) -> {
            if (isCandidate(graph, name, constant)) {
                String reason = refusal(constant.floats());
                if (reason == null) {
                    candidates.add(name);
                } else {
                    notes.add("'%s' stays in single precision: %s".formatted(name, reason));
                }
            }
        });
        if (candidates.isEmpty()) {
            notes.addFirst(
                    "no constants in single precision with %d elements or more can be halved".formatted(minElements));
            return PassResult.of(0, notes);
        }
        HalfPrecisionTrial trial = HalfPrecisionTrial.run(graph, candidates, context.calibration(), context.seed());
        if (trial.failure() != null) {
            notes.add("operators were not compared, constants alone were: " + trial.failure());
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        keepWhatShowed(graph, trial, candidates, notes, figures);
        figures.put("valuesFlushedToZero", (double) flushed(graph, candidates));
        for (String name : candidates) {
            store(graph, name);
        }
        return new PassResult(candidates.size(), figures, notes);
    }

    private boolean isCandidate(Graph graph, String name, Tensor constant) {
        return constant.type() == ElementType.FLOAT
                && constant.elements() >= minElements
                && !graph.isOutput(name)
                && graph.consumers(name).stream()
                        .noneMatch(n -> NOT_FROM.contains(n.opType()) || scalesIntegers(graph, n));
    }

    /** A Mul behind the cast of a constant: its other factor is that constant's scale. */
    private static boolean scalesIntegers(Graph graph, Node node) {
        return node.is("Mul")
                && node.inputs().stream()
                        .map(graph::producer)
                        .anyMatch(p -> p != null && p.is("Cast") && graph.initializer(p.input(0)) != null);
    }

    private @Nullable String refusal(float[] values) {
        int saturated = 0;
        double error = 0;
        double square = 0;
        for (float v : values) {
            if (Math.abs(v) > LARGEST_HALF) {
                saturated++;
            }
            double d = (double) v - Float.float16ToFloat(Float.floatToFloat16(v));
            error += d * d;
            square += (double) v * v;
        }
        if (saturated > 0) {
            return "%d of %d values lie beyond ±65504".formatted(saturated, values.length);
        }
        double sqnr = error == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(square / error);
        return sqnr >= minSqnrDecibels
                ? null
                : "half precision would leave %.1f dB, less than minSqnrDecibels = %s".formatted(sqnr, minSqnrDecibels);
    }

    /** Takes constants out of the candidates whose readers' results were off, and says where results were large. */
    private void keepWhatShowed(
            Graph graph,
            HalfPrecisionTrial trial,
            Set<String> candidates,
            List<String> notes,
            Map<String, Double> figures) {
        double worst = Double.POSITIVE_INFINITY;
        int large = 0;
        for (Map.Entry<String, HalfPrecisionTrial.Finding> entry :
                trial.byNode().entrySet()) {
            Node node = Objects.requireNonNull(graph.producer(entry.getKey()));
            HalfPrecisionTrial.Finding finding = entry.getValue();
            large += finding.largest() > LARGEST_HALF ? 1 : 0;
            if (finding.sqnrDecibels() >= minSqnrDecibels) {
                worst = Math.min(worst, finding.sqnrDecibels());
                continue;
            }
            List<String> kept =
                    node.inputs().stream().filter(candidates::remove).toList();
            if (!kept.isEmpty()) {
                notes.add("%s stay in single precision: the result of %s would be off by %.1f dB, minSqnrDecibels is %s"
                        .formatted(kept, node, finding.sqnrDecibels(), minSqnrDecibels));
            }
        }
        if (Double.isFinite(worst)) {
            figures.put("worstOperatorSqnrDecibels", worst);
        }
        if (large > 0) {
            figures.put("resultsBeyondHalf", (double) large);
            notes.add(
                    "%d results lie beyond ±65504 and would overflow where halves are computed with".formatted(large));
        }
    }

    private static long flushed(Graph graph, Set<String> constants) {
        long flushed = 0;
        for (String name : constants) {
            for (float v : Objects.requireNonNull(graph.initializer(name)).floats()) {
                flushed += v != 0 && Float.float16ToFloat(Float.floatToFloat16(v)) == 0 ? 1 : 0;
            }
        }
        return flushed;
    }

    private static void store(Graph graph, String name) {
        Tensor single = Objects.requireNonNull(graph.initializer(name));
        String half = graph.freshName(name + "_half");
        graph.removeInitializer(name);
        graph.setInitializer(half, Tensor.ofHalves(single.dims(), single.floats()));
        Node cast = new Node(
                "",
                "Cast",
                graph.freshNodeName(name + "_to_single"),
                List.of(half),
                List.of(name),
                new Attributes().set("to", ElementType.FLOAT.code()));
        graph.insertBefore(graph.nodes().getFirst(), cast);
    }
}
