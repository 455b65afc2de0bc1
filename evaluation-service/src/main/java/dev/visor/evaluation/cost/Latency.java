package dev.visor.evaluation.cost;

import java.util.Arrays;

/**
 * Time of one inference on one thread.
 *
 * @param p50Millis median
 * @param p95Millis 95th percentile
 * @param ratio median of variant / baseline over the rounds; 1 for the baseline itself
 * @param rounds how many there were
 */
public record Latency(double p50Millis, double p95Millis, double ratio, int rounds) {
    /** From the nanoseconds of each round. */
    static Latency compared(long[] baseline, long[] variant) {
        double[] ratios = new double[variant.length];
        for (int i = 0; i < ratios.length; i++) {
            // A clock that stands still during a tiny run must not make a ratio of nothing.
            ratios[i] = (double) Math.max(variant[i], 1) / Math.max(baseline[i], 1);
        }
        Arrays.sort(ratios);
        return of(variant, percentile(ratios, 0.5));
    }

    /** The baseline's own. */
    static Latency alone(long[] nanos) {
        return of(nanos, 1);
    }

    private static Latency of(long[] nanos, double ratio) {
        double[] millis =
                Arrays.stream(nanos).mapToDouble(n -> n / 1e6).sorted().toArray();
        return new Latency(percentile(millis, 0.5), percentile(millis, 0.95), ratio, nanos.length);
    }

    /** Linear between the two nearest (R's type 7). */
    static double percentile(double[] sorted, double fraction) {
        double at = fraction * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
