package dev.visor.compression.pass.precision;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.onnx.graph.Attribute;
import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.Outputs;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs a model with a twin beside each node that reads constants to be halved. The twin reads what the node reads, in
 * single precision, and the constants as half precision holds them: the difference of the two is the node's own error, not
 * that of the nodes before it. Only sums leave the run, so memory is the model's.
 *
 * @param byNode what each such node's twin showed, by the node's first output
 * @param failure why nothing could be run; null if it was
 */
record HalfPrecisionTrial(
        Map<String, Finding> byNode, @Nullable String failure) {
    private static final int INPUTS = 4;

    /**
     * What one twin showed.
     *
     * @param sqnrDecibels power of the node's result over that of the twin's difference
     * @param largest largest magnitude of the node's result
     */
    record Finding(double sqnrDecibels, double largest) {}

    static HalfPrecisionTrial run(Graph graph, Set<String> constants, @Nullable CalibrationSet calibration, long seed) {
        Graph probe = graph.copy();
        List.copyOf(probe.outputs()).forEach(out -> probe.removeOutput(out.name()));
        Map<String, String> halved = new LinkedHashMap<>();
        for (String name : constants) {
            Tensor single = java.util.Objects.requireNonNull(graph.initializer(name));
            halved.put(name, probe.addInitializer(name + "_as_half", rounded(single)));
        }
        Map<String, List<String>> sums = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            boolean nested = node.attributes().asMap().values().stream().anyMatch(Attribute.OfGraph.class::isInstance);
            if (!nested && node.inputs().stream().anyMatch(constants::contains)) {
                sums.put(node.output(), twin(probe, node, halved));
            }
        }
        try (ModelSession session = ModelSession.open(probe, SessionSettings.standard())) {
            Map<String, double[]> totals = new LinkedHashMap<>();
            for (int i = 0; i < INPUTS; i++) {
                Outputs outputs = session.run(inputs(probe, calibration, seed + i, i));
                sums.forEach((value, names) -> {
                    double[] total = totals.computeIfAbsent(value, v -> new double[3]);
                    total[0] += outputs.get(names.get(0)).floats()[0];
                    total[1] += outputs.get(names.get(1)).floats()[0];
                    total[2] = Math.max(total[2], outputs.get(names.get(2)).floats()[0]);
                });
            }
            Map<String, Finding> findings = new LinkedHashMap<>();
            totals.forEach((value, t) -> findings.put(
                    value, new Finding(t[1] == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(t[0] / t[1]), t[2])));
            return new HalfPrecisionTrial(findings, null);
        } catch (ModelRunException | IllegalArgumentException e) {
            return new HalfPrecisionTrial(Map.of(), String.valueOf(e.getMessage()));
        }
    }

    /** Adds the twin of a node and three scalar outputs: squares of its result and of the difference, largest magnitude. */
    private static List<String> twin(Graph probe, Node node, Map<String, String> halved) {
        Node twin = node.copy();
        twin.setName(probe.freshNodeName(node.name() + "_twin"));
        twin.setInputs(
                node.inputs().stream().map(in -> halved.getOrDefault(in, in)).toList());
        List<String> outs = new ArrayList<>();
        node.outputs().forEach(out -> outs.add(out.isEmpty() ? "" : probe.freshName(out + "_twin")));
        twin.setOutputs(outs);
        probe.append(twin);
        String difference = append(probe, "Sub", node.output(), twin.output());
        List<String> sums = List.of(
                append(probe, "ReduceSumSquare", node.output()),
                append(probe, "ReduceSumSquare", difference),
                append(probe, "ReduceMax", append(probe, "Abs", node.output())));
        sums.forEach(sum -> probe.addOutput(new ValueInfo(sum, ElementType.UNDEFINED, null)));
        return sums;
    }

    private static String append(Graph probe, String opType, String... inputs) {
        String out = probe.freshName(inputs[0] + "_" + opType);
        Attributes attributes = opType.startsWith("Reduce") ? new Attributes().set("keepdims", 0) : new Attributes();
        probe.append(new Node("", opType, probe.freshNodeName(out), List.of(inputs), List.of(out), attributes));
        return out;
    }

    private static Tensor rounded(Tensor single) {
        float[] values = single.floats();
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
        }
        return Tensor.ofFloats(single.dims(), values);
    }

    /** Calibration inputs if there are any, else noise from 0 to 1; other inputs are zeros. */
    private static Map<String, TensorValue> inputs(
            Graph graph, @Nullable CalibrationSet calibration, long seed, int index) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, TensorValue> inputs = new LinkedHashMap<>();
        for (ValueInfo input : graph.runtimeInputs()) {
            if (calibration != null
                    && calibration.size() > 0
                    && calibration.tensor().equals(input.name())) {
                float[] values = calibration.input((int) ((long) index * calibration.size() / INPUTS));
                inputs.put(input.name(), TensorValue.ofFloats(calibration.shape(), values));
                continue;
            }
            TensorValue fixed = calibration == null ? null : calibration.fixed().get(input.name());
            if (fixed != null) {
                inputs.put(input.name(), fixed);
                continue;
            }
            Shape shape = input.shape();
            if (shape == null || !shape.isStatic()) {
                throw new IllegalArgumentException("input '%s' has no fixed shape".formatted(input.name()));
            }
            if (input.type() != ElementType.FLOAT) {
                inputs.put(input.name(), TensorValue.zeros(input.type(), shape.toArray()));
                continue;
            }
            float[] noise = new float[Math.toIntExact(shape.elements())];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) random.nextDouble();
            }
            inputs.put(input.name(), TensorValue.ofFloats(shape.toArray(), noise));
        }
        return inputs;
    }
}
