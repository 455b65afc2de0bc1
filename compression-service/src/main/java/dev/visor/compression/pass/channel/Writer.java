package dev.visor.compression.pass.channel;

import dev.visor.onnx.graph.Tensor;

/**
 * Weights that make a group's channels.
 *
 * @param weights constant tensor
 * @param axis along which its channels lie
 * @param channels indices along the axis that each unit stands for
 */
record Writer(Tensor weights, int axis, int[][] channels) {
    /** Mean of {@code |w|^power} over a unit's weights. */
    double meanPower(int unit, int power) {
        float[] values = weights.floats();
        int inner = 1;
        for (int a = axis + 1; a < weights.rank(); a++) {
            inner *= Math.toIntExact(weights.dim(a));
        }
        int size = Math.toIntExact(weights.dim(axis));
        double sum = 0;
        long count = 0;
        for (int channel : channels[unit]) {
            for (int from = channel * inner; from < values.length; from += size * inner) {
                for (int i = 0; i < inner; i++) {
                    sum += Math.pow(Math.abs(values[from + i]), power);
                    count++;
                }
            }
        }
        return sum / Math.max(count, 1);
    }
}
