package dev.visor.evaluation.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void isTheMedianOfTheRatiosOfEachRound() {
        // The third round was disturbed, and both models with it.
        Latency latency = compared(
                new long[] {10_000_000, 10_000_000, 90_000_000, 10_000_000, 10_000_000},
                new long[] {5_000_000, 5_000_000, 45_000_000, 5_200_000, 4_800_000});
        assertThat(latency.ratio()).isCloseTo(0.5, within(1e-12));
        assertThat(latency.ratioInterval().low()).isCloseTo(0.48, within(1e-12));
        assertThat(latency.ratioInterval().high()).isCloseTo(0.52, within(1e-12));
        assertThat(latency.p50Millis()).isCloseTo(5, within(1e-12));
        assertThat(latency.rounds()).isEqualTo(5);
        assertThat(latency.threads()).isEqualTo(1);
        assertThat(latency.variantNanos()).startsWith(5_000_000L).hasSize(5);
    }

    @Test
    void readsPercentilesBetweenTheNearest() {
        double[] sorted = {1, 2, 3, 4, 5};
        assertThat(Latency.percentile(sorted, 0.5)).isEqualTo(3);
        assertThat(Latency.percentile(sorted, 0.95)).isCloseTo(4.8, within(1e-12));
        assertThat(Latency.percentile(sorted, 1)).isEqualTo(5);
        assertThat(Latency.percentile(new double[] {7}, 0.95)).isEqualTo(7);
        long[] nanos = LongStream.rangeClosed(1, 101).map(i -> i * 1_000_000).toArray();
        Latency latency = compared(nanos, nanos);
        assertThat(latency.p95Millis()).isCloseTo(96, within(1e-9));
        assertThat(latency.p99Millis()).isCloseTo(100, within(1e-9));
    }

    @Test
    void leavesTheRatioFiniteWhereTheClockStoodStill() {
        assertThat(compared(new long[] {0, 0}, new long[] {0, 0}).ratio()).isEqualTo(1);
    }

    @Test
    void isExactlyOneForTheBaselineItself() {
        Latency alone = Latency.alone(1, Clock.PROCESSOR, new long[] {3_000_000, 9_000_000});
        assertThat(alone.ratio()).isEqualTo(1);
        assertThat(alone.ratioInterval()).isEqualTo(new MedianInterval(1, 1, 1));
        assertThat(alone.baselineNanos()).isEqualTo(alone.variantNanos());
    }

    @Test
    void keepsRoundsEvenlyThinnedAndInPairs() {
        long[] many = LongStream.range(0, 1_250).toArray();
        Latency latency = compared(many, many);
        assertThat(latency.rounds()).isEqualTo(1_250);
        assertThat(latency.variantNanos())
                .hasSize(Latency.KEPT)
                .startsWith(0L, 2L, 5L)
                .endsWith(1_247L);
        assertThat(latency.baselineNanos()).isEqualTo(latency.variantNanos());
    }

    private static Latency compared(long[] baseline, long[] variant) {
        return Latency.compared(1, Clock.PROCESSOR, baseline, variant);
    }
}
