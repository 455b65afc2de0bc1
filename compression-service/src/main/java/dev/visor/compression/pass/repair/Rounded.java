package dev.visor.compression.pass.repair;

import dev.visor.compression.layer.GramSums;
import dev.visor.compression.layer.LayerShape;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Tensor;
import java.util.Arrays;

/**
 * Integer weights of a layer, {@code [channels, columns]}, and the float ones they stand for.
 *
 * @param shape of the layer
 * @param integers within one of {@code exact / steps}
 * @param exact float weights
 * @param steps one a channel
 * @param limit greatest magnitude of an integer
 */
record Rounded(LayerShape shape, int[] integers, float[] exact, float[] steps, int limit) {
    static Rounded of(LayerShape shape, QuantizedLayer layer, Graph graph, Tensor exact) {
        int channels = shape.groups() * shape.rows();
        long[] given = layer.weights(graph).longs();
        float[] floats = exact.floats();
        float[] scales = layer.weightScales(graph);
        int[] integers = new int[given.length];
        float[] weights = new float[given.length];
        float[] steps = new float[channels];
        int limit = 0;
        for (int c = 0; c < channels; c++) {
            steps[c] = scales[scales.length == 1 ? 0 : c];
            for (int k = 0; k < shape.columns(); k++) {
                int from = shape.index(c, k);
                integers[c * shape.columns() + k] = Math.toIntExact(given[from]);
                weights[c * shape.columns() + k] = floats[from];
                limit = Math.max(limit, Math.abs(integers[c * shape.columns() + k]));
            }
        }
        return new Rounded(shape, integers, weights, steps, limit);
    }

    /** The same weights rounded so that the layer's result is nearest to what the sums say it should be. */
    Rounded nearestResult(GramSums sums, double damping) {
        int k = shape.columns();
        int[] rounded = integers.clone();
        for (int group = 0; group < shape.groups(); group++) {
            int gramAt = group * k * k;
            double mean = 0;
            for (int i = 0; i < k; i++) {
                mean += sums.gram()[gramAt + i * k + i] / k;
            }
            for (int row = 0; row < shape.rows(); row++) {
                int channel = group * shape.rows() + row;
                int at = channel * k;
                float[] inSteps = new float[k];
                for (int i = 0; i < k; i++) {
                    inSteps[i] = exact[at + i] / steps[channel];
                }
                int[] q = Arrays.copyOfRange(rounded, at, at + k);
                CoordinateDescent.round(
                        q, inSteps, steps[channel], limit, sums.gram(), gramAt, sums.cross(), at, (float)
                                (damping * mean));
                System.arraycopy(q, 0, rounded, at, k);
            }
        }
        return new Rounded(shape, rounded, exact, steps, limit);
    }

    /** What the integers stand for. */
    float[] weights() {
        float[] weights = new float[integers.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = integers[i] * steps[i / shape.columns()];
        }
        return weights;
    }

    boolean sameAs(Rounded other) {
        return Arrays.equals(integers, other.integers);
    }

    /** The integers in the layout of the tensor they came from. */
    Tensor tensor(Tensor like) {
        byte[] bytes = new byte[integers.length];
        for (int i = 0; i < integers.length; i++) {
            bytes[shape.index(i / shape.columns(), i % shape.columns())] = (byte) integers[i];
        }
        return Tensor.ofBytes(ElementType.INT8, like.dims(), bytes);
    }
}
