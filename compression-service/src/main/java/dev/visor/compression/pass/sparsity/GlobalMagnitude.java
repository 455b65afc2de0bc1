package dev.visor.compression.pass.sparsity;

import java.util.Arrays;
import java.util.List;

/**
 * Scores by which weights of different layers compare: a weight's square over the sum of those of its layer that are no
 * smaller (Lee et al., <i>Layer-adaptive Sparsity for the Magnitude-based Pruning</i>, 2021). The largest weight of each
 * layer has score 1, so no layer loses all.
 */
final class GlobalMagnitude {
    private GlobalMagnitude() {}

    static double[] scores(float[] weights) {
        long[] keys = new long[weights.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) Float.floatToIntBits(Math.abs(weights[i])) << 32 | i;
        }
        Arrays.sort(keys);
        double[] scores = new double[weights.length];
        double sum = 0;
        for (int i = keys.length - 1; i >= 0; i--) {
            int at = (int) keys[i];
            double square = (double) weights[at] * weights[at];
            sum += square;
            scores[at] = sum == 0 ? 0 : square / sum;
        }
        return scores;
    }

    /** What part of each layer's weights is among the least of all, for a share of all. */
    static double[] shares(List<float[]> layers, double share) {
        int total = layers.stream().mapToInt(w -> w.length).sum();
        double[] all = new double[total];
        int at = 0;
        for (float[] weights : layers) {
            System.arraycopy(scores(weights), 0, all, at, weights.length);
            at += weights.length;
        }
        boolean[] marks = new boolean[total];
        Pattern.markLeast(all, 0, total, (int) (share * total), marks);
        double[] shares = new double[layers.size()];
        at = 0;
        for (int layer = 0; layer < shares.length; layer++) {
            int length = layers.get(layer).length;
            int marked = 0;
            for (int i = at; i < at + length; i++) {
                marked += marks[i] ? 1 : 0;
            }
            shares[layer] = (double) marked / length;
            at += length;
        }
        return shares;
    }
}
