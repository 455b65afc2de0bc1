package dev.visor.evaluation.promotion;

import dev.visor.contracts.policy.Objective;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The policy's objective picks one of the variants that pass; the uploaded baseline is one of them. */
public final class Selection {
    /** Latency ratios this much apart, relatively, are equal: what two measurements of one model differ by. */
    static final double LATENCY_NOISE = 0.03;

    private static final Comparator<Candidate> SMALLEST =
            Comparator.comparingLong(c -> c.metrics().sizeBytes());
    private static final Comparator<Candidate> MOST_ACCURATE =
            Comparator.<Candidate>comparingDouble(c -> c.metrics().ap()).reversed();
    private static final Comparator<Candidate> FASTEST =
            Comparator.comparingDouble(c -> c.metrics().latencyRatio());
    /** So that equal figures give the same answer whatever the order. */
    private static final Comparator<Candidate> BY_NAME =
            Comparator.comparing(c -> c.variant().recipe());

    private Selection() {}

    /** The best, or empty if there is none to choose from. */
    public static Optional<Candidate> of(Objective objective, List<Candidate> candidates) {
        return switch (objective) {
            case FASTEST -> fastest(candidates);
            case SMALLEST ->
                candidates.stream().min(SMALLEST.thenComparing(MOST_ACCURATE).thenComparing(BY_NAME));
            case MOST_ACCURATE ->
                candidates.stream()
                        .min(MOST_ACCURATE
                                .thenComparing(SMALLEST)
                                .thenComparing(FASTEST)
                                .thenComparing(BY_NAME));
        };
    }

    /** Among those that can't be told from the fastest, the smallest, then the most accurate. */
    private static Optional<Candidate> fastest(List<Candidate> candidates) {
        double least = candidates.stream()
                .mapToDouble(c -> c.metrics().latencyRatio())
                .min()
                .orElse(Double.NaN);
        return candidates.stream()
                .filter(c -> c.metrics().latencyRatio() <= least * (1 + LATENCY_NOISE))
                .min(SMALLEST.thenComparing(MOST_ACCURATE).thenComparing(BY_NAME));
    }
}
