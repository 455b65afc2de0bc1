package dev.visor.compression.pass.repair;

import dev.visor.compression.layer.Layer;
import dev.visor.compression.layer.LayerInput;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.runtime.TensorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A convolution or linear operator that reads int8 weights through a DequantizeLinear.
 *
 * @param node the operator
 * @param dequantize what makes floats of its weights
 */
public record QuantizedLayer(Node node, Node dequantize) implements Layer {
    /** Every such layer, in the graph's order. Layers that share their weights are left out: one can't change alone. */
    public static List<QuantizedLayer> of(Graph graph) {
        List<QuantizedLayer> layers = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean kind = node.is("Conv") || node.is("ConvTranspose") || node.is("Gemm") || node.is("MatMul");
            Node dequantize = kind ? graph.producer(node.input(1)) : null;
            if (dequantize == null || !dequantize.is("DequantizeLinear")) {
                continue;
            }
            Tensor weights = graph.initializer(dequantize.input(0));
            if (weights != null
                    && weights.type() == ElementType.INT8
                    && weights.rank() >= 2
                    && graph.initializer(dequantize.input(1)) != null
                    && graph.onlyConsumer(node.input(1)) == node
                    && graph.onlyConsumer(dequantize.input(0)) == dequantize) {
                layers.add(new QuantizedLayer(node, dequantize));
            }
        }
        return layers;
    }

    @Override
    public @Nullable LayerInput input(Graph graph, TensorValue value) {
        if (value.type() == ElementType.FLOAT) {
            return LayerInput.floats(value);
        }
        Node producer = graph.producer(node.input(0));
        float scale = inputScale(graph);
        if (producer == null
                || scale == 0
                || !(value.type() == ElementType.UINT8 || value.type() == ElementType.INT8)) {
            return null;
        }
        Tensor zero = graph.initializer(producer.input(2));
        return LayerInput.integers(value, scale, zero == null ? 0 : Math.toIntExact(zero.scalarLong()));
    }

    /** Integer weights. */
    public Tensor weights(Graph graph) {
        return Objects.requireNonNull(graph.initializer(dequantize.input(0)));
    }

    /** Puts other integer weights in place. */
    public void setWeights(Graph graph, Tensor weights) {
        graph.setInitializer(dequantize.input(0), weights);
    }

    /** Axis of the weights along which scales and output channels lie. */
    public int channelAxis(Graph graph) {
        int axis = Math.toIntExact(dequantize.attributes().getInt("axis", 1));
        return axis < 0 ? axis + weights(graph).rank() : axis;
    }

    /** Step of the weights, one a channel, or a single one for all. */
    public float[] weightScales(Graph graph) {
        return Objects.requireNonNull(graph.initializer(dequantize.input(1))).floats();
    }

    /** Step of the input, or 0 where the input is in floating point. */
    float inputScale(Graph graph) {
        Node producer = graph.producer(node.input(0));
        Tensor scale =
                producer != null && producer.is("DequantizeLinear") ? graph.initializer(producer.input(1)) : null;
        return scale == null || scale.elements() != 1 ? 0 : scale.scalarFloat();
    }

    /** Step of channel's products, the least difference that its integers make; 0 where the input is in floating point. */
    float productStep(Graph graph, int channel) {
        float[] scales = weightScales(graph);
        return inputScale(graph) * scales[scales.length == 1 ? 0 : channel];
    }

    /** Step of the result, or of what a clamp makes of it; 0 where it stays in floating point. */
    float outputScale(Graph graph) {
        for (Node reader : graph.consumers(node.output())) {
            Node quantize = reader.is("Relu") || reader.is("Clip") ? graph.onlyConsumer(reader.output()) : reader;
            Tensor scale =
                    quantize != null && quantize.is("QuantizeLinear") ? graph.initializer(quantize.input(1)) : null;
            if (scale != null && scale.elements() == 1) {
                return scale.scalarFloat();
            }
        }
        return 0;
    }

    /** The bias that can be changed in place; null if there is none, or something else reads it too. */
    @Nullable
    LayerBias bias(Graph graph) {
        return node.is("MatMul") ? null : LayerBias.of(graph, node);
    }
}
