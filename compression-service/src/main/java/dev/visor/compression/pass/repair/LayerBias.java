package dev.visor.compression.pass.repair;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The bias of a layer: floats, or 32-bit integers with a step of input scale times weight scale.
 *
 * @param initializer name of the constant
 * @param values in single precision, one a channel
 * @param integers the same in steps; empty where the constant is in floating point
 * @param steps of the integers, one a channel; empty where the constant is in floating point
 */
record LayerBias(String initializer, float[] values, int[] integers, float[] steps) {
    static @Nullable LayerBias of(Graph graph, Node node) {
        String name = node.input(2);
        Tensor floats = graph.initializer(name);
        if (floats != null) {
            boolean own = floats.type() == ElementType.FLOAT && floats.rank() == 1 && graph.onlyConsumer(name) == node;
            return own ? new LayerBias(name, floats.floats(), new int[0], new float[0]) : null;
        }
        Node dequantize = graph.producer(name);
        if (dequantize == null || !dequantize.is("DequantizeLinear") || graph.onlyConsumer(name) != node) {
            return null;
        }
        Tensor integers = graph.initializer(dequantize.input(0));
        Tensor scale = graph.initializer(dequantize.input(1));
        boolean own = integers != null
                && integers.type() == ElementType.INT32
                && integers.rank() == 1
                && graph.onlyConsumer(dequantize.input(0)) == dequantize;
        if (!own || integers == null || scale == null) {
            return null;
        }
        int[] q = integers.ints();
        float[] given = scale.floats();
        float[] steps = new float[q.length];
        float[] values = new float[q.length];
        for (int c = 0; c < q.length; c++) {
            steps[c] = given[given.length == 1 ? 0 : c];
            values[c] = q[c] * steps[c];
        }
        return new LayerBias(dequantize.input(0), values, q, steps);
    }

    /** The constant as it is. */
    Tensor tensor() {
        if (steps.length == 0) {
            return Tensor.vector(values);
        }
        return Tensor.ofInts(new long[] {integers.length}, integers);
    }

    /** Adds to each channel, in the constant's own precision. */
    void add(Graph graph, double[] shift) {
        if (steps.length == 0) {
            float[] sum = values.clone();
            for (int c = 0; c < sum.length; c++) {
                sum[c] = (float) (sum[c] + shift[c]);
            }
            graph.setInitializer(initializer, Tensor.vector(sum));
            return;
        }
        int[] q = integers.clone();
        for (int c = 0; c < q.length; c++) {
            q[c] = (int) Math.clamp(q[c] + Math.rint(shift[c] / steps[c]), -Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
        graph.setInitializer(initializer, Tensor.ofInts(new long[] {q.length}, q));
    }
}
