package dev.visor.evaluation.cost;

import java.time.Duration;

/**
 * How costs are measured.
 *
 * @param rounds of a latency comparison, at most
 * @param budget after which it ends earlier, but not before {@value LatencyMeter#LEAST_ROUNDS} rounds
 * @param threads of a second latency comparison; 1 for none
 * @param memoryRuns inferences of the process whose memory is measured
 * @param memoryPatience how long that process may take
 */
public record CostSettings(int rounds, Duration budget, int threads, int memoryRuns, Duration memoryPatience) {
    /** 60 rounds in 10 s on one thread, 20 inferences in 2 minutes. */
    public static final CostSettings STANDARD =
            new CostSettings(60, Duration.ofSeconds(10), 1, 20, Duration.ofMinutes(2));

    public CostSettings {
        if (rounds < LatencyMeter.LEAST_ROUNDS || threads < 1 || memoryRuns < 1) {
            throw new IllegalArgumentException("rounds must be ≥ %d, threads and memoryRuns ≥ 1, were %d, %d and %d"
                    .formatted(LatencyMeter.LEAST_ROUNDS, rounds, threads, memoryRuns));
        }
    }
}
