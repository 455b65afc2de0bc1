package dev.visor.evaluation.cost;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares a variant's latency with the baseline's in one process, round by round on the same input: what disturbs the
 * machine disturbs both, and the median of the ratios passes over what disturbs one. Who goes first alternates. Runs on the
 * caller's thread, which must be a platform thread: a virtual one has no processor time of its own. Both models have the
 * same number of threads.
 */
public final class LatencyMeter {
    /** Not fewer, however slow the models are. */
    static final int LEAST_ROUNDS = 12;

    /** Hears how far a measurement is, and may end it early by throwing. */
    public interface Rounds {
        /** Called after each. */
        void at(int done, int total);
    }

    private static final int WARM_UP = 4;

    private final int rounds;
    private final Duration budget;

    /**
     * As configured.
     *
     * @param rounds at most
     * @param budget after which it ends earlier, but not before {@link #LEAST_ROUNDS}
     */
    public LatencyMeter(int rounds, Duration budget) {
        this.rounds = rounds;
        this.budget = budget;
    }

    /** Measures; a variant of null measures the baseline alone. */
    public Latency measure(TimedModel baseline, @Nullable TimedModel variant, Rounds heard) {
        for (int i = 0; i < WARM_UP; i++) {
            baseline.run(i);
            if (variant != null) {
                variant.run(i);
            }
        }
        long[] baselineNanos = new long[rounds];
        long[] variantNanos = new long[rounds];
        long deadline = System.nanoTime() + budget.toNanos();
        int done = 0;
        while (done < rounds && (done < LEAST_ROUNDS || System.nanoTime() < deadline)) {
            if (variant == null) {
                baselineNanos[done] = baseline.run(done);
            } else if (done % 2 == 0) {
                baselineNanos[done] = baseline.run(done);
                variantNanos[done] = variant.run(done);
            } else {
                variantNanos[done] = variant.run(done);
                baselineNanos[done] = baseline.run(done);
            }
            done++;
            heard.at(done, rounds);
        }
        long[] measured = Arrays.copyOf(baselineNanos, done);
        return variant == null
                ? Latency.alone(baseline.threads(), baseline.clock(), measured)
                : Latency.compared(baseline.threads(), baseline.clock(), measured, Arrays.copyOf(variantNanos, done));
    }
}
