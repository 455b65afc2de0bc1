package dev.visor.compression.pass.quantization;

import dev.visor.compression.calibration.Range;
import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a quantisation plan into a graph: one pair of nodes a value, constants as integers. */
final class QdqWriter {
    private final Graph graph;
    private final QuantizationPlan plan;
    private final ActivationRanges ranges;
    private final int weightLevels;

    private final Map<String, String> scaleNames = new HashMap<>();
    private final Map<String, String> zeroNames = new HashMap<>();
    private int weightsWritten;
    private int activationsWritten;
    private double worstWeightSqnr = Double.POSITIVE_INFINITY;

    QdqWriter(Graph graph, QuantizationPlan plan, ActivationRanges ranges, int weightLevels) {
        this.graph = graph;
        this.plan = plan;
        this.ranges = ranges;
        this.weightLevels = weightLevels;
    }

    void write() {
        List<Node> nodes = List.copyOf(graph.nodes());
        for (Node node : nodes) {
            Tensor weights = plan.integerNodes().contains(node) ? Parameterized.weights(graph, node) : null;
            if (weights != null) {
                writeWeights(node, weights);
            }
        }
        for (String value : plan.roots().keySet()) {
            writeActivation(value);
        }
        for (String constant : List.copyOf(graph.initializers().keySet())) {
            if (!graph.isUsed(constant)) {
                graph.removeInitializer(constant);
            }
        }
        graph.sort();
    }

    int changes() {
        return weightsWritten + activationsWritten;
    }

    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("integerNodes", (double) plan.integerNodes().size());
        figures.put("quantizedWeights", (double) weightsWritten);
        figures.put("quantizedActivations", (double) activationsWritten);
        if (Double.isFinite(worstWeightSqnr)) {
            figures.put("worstWeightSqnrDecibels", worstWeightSqnr);
        }
        return figures;
    }

    private void writeWeights(Node node, Tensor weights) {
        Range input = ranges.of(plan, node.input(0));
        if (input == null) {
            return;
        }
        int axis = Parameterized.channelAxis(node, weights);
        int channels = Math.toIntExact(weights.dim(axis));
        int groups =
                node.is("ConvTranspose") ? Math.toIntExact(node.attributes().getInt("group", 1)) : 1;
        Tensor bias = graph.initializer(node.input(2));
        boolean integerResult =
                plan.roots().containsKey(node.output()) || QuantizationPlan.fusedClamp(graph, node) != null;
        boolean integerBias = bias != null && integerResult && bias.length() == channels && groups == 1;
        float[] biases = integerBias && bias != null ? bias.floats() : new float[0];
        float[] least = new float[channels];
        for (int c = 0; c < biases.length; c++) {
            // An int32 must hold the bias in steps of input scale times weight scale.
            least[c] = (float) (Math.abs(biases[c]) / (input.scale() * 0.999 * Integer.MAX_VALUE));
        }
        QuantizedWeights quantized = QuantizedWeights.of(weights, axis, weightLevels, least);
        String hint = node.input(1);
        String values = graph.addInitializer(hint + "_quantized", quantized.values());
        String scale = graph.addInitializer(hint + "_scale", Tensor.vector(quantized.scales()));
        String zero = graph.addInitializer(
                hint + "_zero_point", Tensor.ofBytes(ElementType.INT8, new long[] {channels}, new byte[channels]));
        node.setInput(1, dequantize(node, hint, List.of(values, scale, zero), axis));
        if (integerBias) {
            writeBias(node, biases, quantized.scales(), input.scale());
        }
        weightsWritten++;
        if (quantized.meanSquare() > 0 && quantized.meanSquaredError() > 0) {
            worstWeightSqnr =
                    Math.min(worstWeightSqnr, 10 * Math.log10(quantized.meanSquare() / quantized.meanSquaredError()));
        }
    }

    private void writeBias(Node node, float[] bias, float[] weightScales, float inputScale) {
        int[] values = new int[bias.length];
        float[] scales = new float[bias.length];
        for (int c = 0; c < bias.length; c++) {
            scales[c] = inputScale * weightScales[c];
            values[c] =
                    (int) Math.clamp(Math.rint((double) bias[c] / scales[c]), -Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
        String hint = node.input(2);
        String quantized = graph.addInitializer(hint + "_quantized", Tensor.ofInts(new long[] {values.length}, values));
        String scale = graph.addInitializer(hint + "_scale", Tensor.vector(scales));
        node.setInput(2, dequantize(node, hint, List.of(quantized, scale), 0));
    }

    private String dequantize(Node before, String hint, List<String> inputs, int axis) {
        String out = graph.freshName(hint + "_dequantized");
        graph.insertBefore(
                before,
                new Node("", "DequantizeLinear", out, inputs, List.of(out), new Attributes().set("axis", (long) axis)));
        return out;
    }

    private void writeActivation(String value) {
        Range range = ranges.of(plan, value);
        List<Node> readers = graph.consumers(value);
        if (range == null || readers.isEmpty()) {
            return;
        }
        Node producer = graph.producer(value);
        boolean integerProducer = producer != null && plan.integerNodes().contains(producer);
        List<Node> moved = readers.stream()
                .filter(r -> integerProducer || plan.integerNodes().contains(r))
                .toList();
        if (moved.isEmpty()) {
            return;
        }
        String root = plan.roots().getOrDefault(value, value);
        String scale =
                scaleNames.computeIfAbsent(root, r -> graph.addInitializer(r + "_scale", Tensor.scalar(range.scale())));
        String zero = zeroNames.computeIfAbsent(
                root,
                r -> graph.addInitializer(
                        r + "_zero_point", Tensor.ofBytes(ElementType.UINT8, new long[0], (byte) range.zeroPoint())));
        String quantized = graph.freshName(value + "_quantized");
        String dequantized = graph.freshName(value + "_dequantized");
        Node q = new Node("QuantizeLinear", quantized, List.of(value, scale, zero), List.of(quantized));
        if (producer == null) {
            graph.insertBefore(graph.nodes().getFirst(), q);
        } else {
            graph.insertAfter(producer, q);
        }
        Node dq = graph.insertAfter(
                q, new Node("DequantizeLinear", dequantized, List.of(quantized, scale, zero), List.of(dequantized)));
        for (Node reader : moved) {
            for (int i = 0; i < reader.inputs().size(); i++) {
                if (reader.input(i).equals(value)) {
                    reader.setInput(i, dq.output());
                }
            }
        }
        activationsWritten++;
    }
}
