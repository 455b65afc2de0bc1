package dev.visor.compression.calibration;

import java.util.function.DoubleUnaryOperator;

/**
 * The range that loses least information: least Kullback–Leibler divergence between the clipped distribution P and what
 * 256 levels make of it, Q (Migacz, <i>8-bit inference with TensorRT</i>, 2017), for an asymmetric range. Each end in
 * turn is drawn in bin by bin while more than 256 bins are left, so that there is something to choose from: with as many
 * bins as levels the only candidate is min-max.
 */
public final class EntropyCalibrator implements Calibrator {
    private static final int LEVELS = 256;
    private static final int CANDIDATES = 128;

    @Override
    public String name() {
        return "entropy";
    }

    @Override
    public Range calibrate(Histogram histogram, DoubleUnaryOperator lens) {
        Range full = Range.including(histogram.min(), histogram.max());
        if (histogram.count() == 0 || histogram.width() == 0) {
            return full;
        }
        int zero = histogram.indexOf(0);
        int low = Math.min(histogram.indexOf(full.low()), zero);
        int high = Math.max(histogram.indexOf(full.high()), zero);
        high = drawInHigh(histogram, low, high, zero);
        low = drawInLow(histogram, low, high, zero);
        return Range.including(
                Math.max(histogram.edge(low), full.low()), Math.min(histogram.edge(high + 1), full.high()));
    }

    private static int drawInHigh(Histogram histogram, int low, int high, int zero) {
        int floor = Math.max(zero, low + LEVELS);
        int step = Math.max(1, (high - floor) / CANDIDATES);
        int best = high;
        double least = divergence(histogram, low, high);
        for (int candidate = high - step; candidate >= floor; candidate -= step) {
            double d = divergence(histogram, low, candidate);
            if (d < least) {
                least = d;
                best = candidate;
            }
        }
        return best;
    }

    private static int drawInLow(Histogram histogram, int low, int high, int zero) {
        int ceiling = Math.min(zero, high - LEVELS);
        int step = Math.max(1, (ceiling - low) / CANDIDATES);
        int best = low;
        double least = divergence(histogram, low, high);
        for (int candidate = low + step; candidate <= ceiling; candidate += step) {
            double d = divergence(histogram, candidate, high);
            if (d < least) {
                least = d;
                best = candidate;
            }
        }
        return best;
    }

    /** KL(P ‖ Q) of the bins {@code low..high}, outliers in P's end bins but not in Q. */
    static double divergence(Histogram histogram, int low, int high) {
        int bins = high - low + 1;
        double[] inside = new double[bins];
        for (int i = 0; i < bins; i++) {
            inside[i] = histogram.bin(low + i);
        }
        double[] p = inside.clone();
        for (int i = 0; i < low; i++) {
            p[0] += histogram.bin(i);
        }
        for (int i = high + 1; i < Histogram.BINS; i++) {
            p[bins - 1] += histogram.bin(i);
        }
        double[] q = merged(inside);
        double totalP = 0;
        double totalQ = 0;
        for (int i = 0; i < bins; i++) {
            totalP += p[i];
            totalQ += q[i];
        }
        if (totalP == 0 || totalQ == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        for (int i = 0; i < bins; i++) {
            if (p[i] > 0) {
                // A value that no level stands for costs much, but not infinitely.
                double share = Math.max(q[i] / totalQ, 1e-9);
                sum += p[i] / totalP * Math.log(p[i] / totalP / share);
            }
        }
        return sum;
    }

    /** Counts merged into the levels, then spread evenly over the bins of a level that had any. */
    private static double[] merged(double[] bins) {
        double[] out = new double[bins.length];
        for (int level = 0; level < LEVELS; level++) {
            int from = (int) ((long) level * bins.length / LEVELS);
            int to = (int) ((long) (level + 1) * bins.length / LEVELS);
            double sum = 0;
            int used = 0;
            for (int i = from; i < to; i++) {
                sum += bins[i];
                used += bins[i] > 0 ? 1 : 0;
            }
            for (int i = from; i < to; i++) {
                if (bins[i] > 0) {
                    out[i] = sum / used;
                }
            }
        }
        return out;
    }
}
