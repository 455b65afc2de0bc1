package dev.visor.compression.layer;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.runtime.TensorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A layer with constant weights in single precision.
 *
 * @param node Conv, Gemm or MatMul
 * @param shape of its product
 */
public record FloatLayer(Node node, LayerShape shape) implements Layer {
    /** Every such layer that {@link LayerShape} understands, in the graph's order. */
    public static List<FloatLayer> of(Graph graph) {
        List<FloatLayer> layers = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean kind = node.is("Conv") || node.is("Gemm") || node.is("MatMul");
            Tensor weights = kind ? graph.initializer(node.input(1)) : null;
            if (weights == null || weights.type() != ElementType.FLOAT) {
                continue;
            }
            LayerShape shape = LayerShape.of(node, weights);
            if (shape != null) {
                layers.add(new FloatLayer(node, shape));
            }
        }
        return layers;
    }

    /** Weights in the layout of the file. */
    public Tensor weights(Graph graph) {
        return Objects.requireNonNull(graph.initializer(node.input(1)));
    }

    /** Weights as {@code [groups · rows, columns]}. */
    public float[] matrix(Graph graph) {
        float[] stored = weights(graph).floats();
        float[] matrix = new float[stored.length];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = stored[shape.index(i / shape.columns(), i % shape.columns())];
        }
        return matrix;
    }

    /** Weights of one group of channels, {@code rows × columns}. */
    public DMatrixRMaj matrix(Graph graph, int group) {
        return matrix(shape, matrix(graph), group);
    }

    /** One group's part of weights {@code [groups · rows, columns]}. */
    public static DMatrixRMaj matrix(LayerShape shape, float[] weights, int group) {
        DMatrixRMaj matrix = new DMatrixRMaj(shape.rows(), shape.columns());
        for (int i = 0; i < matrix.data.length; i++) {
            matrix.data[i] = weights[group * matrix.data.length + i];
        }
        return matrix;
    }

    /** Stores weights {@code [groups · rows, columns]}; others that read the same constant keep what they had. */
    public void setMatrix(Graph graph, float[] matrix) {
        float[] stored = new float[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            stored[shape.index(i / shape.columns(), i % shape.columns())] = matrix[i];
        }
        replace(graph, 1, Tensor.ofFloats(weights(graph).dims(), stored));
    }

    /** The bias, one a channel; null without a constant one. */
    public float @Nullable [] bias(Graph graph) {
        Tensor bias = node.is("MatMul") ? null : graph.initializer(node.input(2));
        return bias == null ? null : bias.floats();
    }

    /** Whether {@link #setBias} works: not for MatMul, nor where the bias is computed. */
    public boolean takesBias(Graph graph) {
        return !node.is("MatMul") && (!node.hasInput(2) || graph.initializer(node.input(2)) != null);
    }

    /** Stores a bias, one a channel; others that read the same constant keep what they had. */
    public void setBias(Graph graph, float[] bias) {
        replace(graph, 2, Tensor.ofFloats(new long[] {bias.length}, bias));
    }

    private void replace(Graph graph, int input, Tensor tensor) {
        String name = node.input(input);
        if (!name.isEmpty() && graph.onlyConsumer(name) == node && readsOnce(name)) {
            graph.setInitializer(name, tensor);
        } else {
            String hint = node.output() + (input == 1 ? ".weight" : ".bias");
            node.setInput(input, graph.addInitializer(hint, tensor));
        }
    }

    private boolean readsOnce(String name) {
        return node.inputs().stream().filter(name::equals).count() == 1;
    }

    @Override
    public @Nullable LayerInput input(Graph graph, TensorValue value) {
        return value.type() == ElementType.FLOAT ? LayerInput.floats(value) : null;
    }
}
