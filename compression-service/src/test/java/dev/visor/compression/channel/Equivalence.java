package dev.visor.compression.channel;

import dev.visor.onnx.check.GraphChecker;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import dev.visor.onnx.stats.GraphStats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * How near a graph without channels is to the one whose channels are masked.
 *
 * @param removed the graph without them
 * @param errorByOutput largest difference of each output as a share of its largest value, or of 0.01
 * @param faults of the graph, and figures that don't add up
 */
public record Equivalence(Graph removed, Map<String, Double> errorByOutput, List<String> faults) {
    /** The largest of all outputs. */
    public double error() {
        return errorByOutput.values().stream().mapToDouble(d -> d).max().orElse(0);
    }

    /** Masks, removes and compares on inputs of this seed. */
    public static Equivalence of(Graph graph, ChannelGroups groups, Set<ChannelUnit> units, long seed) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (ValueInfo in : graph.runtimeInputs()) {
            Shape shape = Objects.requireNonNull(groups.shapes().get(in.name())).shape();
            shapes.put(in.name(), Objects.requireNonNull(shape).toArray());
        }
        Graph masked = ChannelMask.of(graph, groups, units);
        Graph removed = graph.copy();
        ChannelRemoval.apply(removed, groups, units);
        List<String> faults = new ArrayList<>();
        GraphChecker.check(removed).forEach(v -> faults.add(v.toString()));
        int[] kept = groups.groups().stream()
                .mapToInt(g ->
                        (int) g.units().stream().filter(u -> !units.contains(u)).count())
                .toArray();
        long told = ChannelCost.of(graph, groups).macs(kept);
        long left = GraphStats.of(removed, shapes).macs();
        if (told != left) {
            faults.add("%d multiply-accumulates were told, %d are left".formatted(told, left));
        }
        Map<String, Double> errors = new LinkedHashMap<>();
        Map<String, TensorValue> inputs = inputs(graph, shapes, seed);
        // Optimisations choose kernels by size, and those round differently: up to 1e-4 on a graph that nothing was
        // done to.
        SessionSettings plain = SessionSettings.standard().withoutOptimization();
        try (ModelSession expected = ModelSession.open(continuous(masked), plain);
                ModelSession found = ModelSession.open(continuous(removed), plain)) {
            var results = found.run(inputs);
            expected.run(inputs).asMap().forEach((name, value) -> {
                if (value.type().isFloatingPoint()) {
                    errors.put(name, error(value.floats(), results.get(name).floats()));
                }
            });
        }
        return new Equivalence(removed, errors, faults);
    }

    /**
     * The graph without what makes a jump of the last bit of a sum: activations aren't rounded to integers, and where a TopK sorts,
     * what it and its readers sort is shown instead.
     */
    private static Graph continuous(Graph graph) {
        Graph copy = graph.copy();
        for (Node node : copy.nodes("DequantizeLinear")) {
            Node quantize = copy.producer(node.input(0));
            if (quantize != null && quantize.is("QuantizeLinear")) {
                node.setOpType("", "Identity");
                List.copyOf(node.attributes().names()).forEach(node.attributes()::remove);
                node.setInputs(List.of(quantize.input(0)));
            }
        }
        Set<String> sorted = new LinkedHashSet<>();
        Set<String> shown = new LinkedHashSet<>();
        for (Node node : copy.nodes()) {
            boolean behind = node.reads().stream().anyMatch(sorted::contains);
            if (node.is("TopK") || behind) {
                sorted.addAll(node.outputs());
                boolean sorts = node.is("TopK") || node.is("GatherElements");
                if (sorts && !sorted.contains(node.input(0))) {
                    shown.add(node.input(0));
                }
            }
        }
        if (!shown.isEmpty()) {
            List.copyOf(copy.outputs()).forEach(o -> copy.removeOutput(o.name()));
            shown.forEach(v -> copy.addOutput(new ValueInfo(v, ElementType.FLOAT, null)));
        }
        return copy;
    }

    /** Noise from 0 to 1 for floats, zeros for others. */
    private static Map<String, TensorValue> inputs(Graph graph, Map<String, long[]> shapes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, TensorValue> inputs = new LinkedHashMap<>();
        for (ValueInfo in : graph.runtimeInputs()) {
            long[] shape = Objects.requireNonNull(shapes.get(in.name()));
            if (in.type() == ElementType.FLOAT) {
                float[] values = new float[Math.toIntExact(Shape.of(shape).elements())];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextDouble();
                }
                inputs.put(in.name(), TensorValue.ofFloats(shape, values));
            } else {
                inputs.put(in.name(), TensorValue.zeros(in.type(), shape));
            }
        }
        return inputs;
    }

    private static double error(float[] expected, float[] found) {
        // ONNX Runtime's Sigmoid is exact to 2e-7, whatever its result: scores that are all near 0 have no other
        // digits.
        double largest = 0.01;
        double difference = expected.length == found.length ? 0 : Double.NaN;
        for (int i = 0; i < expected.length && i < found.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs((double) expected[i] - found[i]));
        }
        return difference / largest;
    }
}
