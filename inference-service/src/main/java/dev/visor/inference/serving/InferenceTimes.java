package dev.visor.inference.serving;

import dev.visor.contracts.event.ServingLatency;
import java.util.Arrays;
import java.util.Optional;

/** Times of a model's last inferences. Thread-safe; adding one is a few instructions under a lock. */
final class InferenceTimes {
    static final int KEPT = 1024;

    /** A ring; guarded by this, as the count. */
    private final double[] millis = new double[KEPT];

    private long count;

    synchronized void add(double inferenceMillis) {
        millis[(int) (count++ % KEPT)] = inferenceMillis;
    }

    /** Of the last {@value #KEPT}; empty before the first. */
    Optional<ServingLatency> latency() {
        double[] sorted;
        long seen;
        synchronized (this) {
            seen = count;
            sorted = Arrays.copyOf(millis, (int) Math.min(count, KEPT));
        }
        if (seen == 0) {
            return Optional.empty();
        }
        Arrays.sort(sorted);
        return Optional.of(
                new ServingLatency(seen, percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 0.99)));
    }

    /** Linear between the two nearest (R's type 7). */
    private static double percentile(double[] sorted, double fraction) {
        double at = fraction * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
