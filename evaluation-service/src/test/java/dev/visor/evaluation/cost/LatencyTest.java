package dev.visor.evaluation.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void isTheMedianOfTheRatiosOfEachRound() {
        // The third round was disturbed, and both models with it.
        Latency latency = Latency.compared(
                new long[] {10_000_000, 10_000_000, 90_000_000, 10_000_000, 10_000_000},
                new long[] {5_000_000, 5_000_000, 45_000_000, 5_200_000, 4_800_000});
        assertThat(latency.ratio()).isCloseTo(0.5, within(1e-12));
        assertThat(latency.p50Millis()).isCloseTo(5, within(1e-12));
        assertThat(latency.rounds()).isEqualTo(5);
    }

    @Test
    void readsPercentilesBetweenTheNearest() {
        double[] sorted = {1, 2, 3, 4, 5};
        assertThat(Latency.percentile(sorted, 0.5)).isEqualTo(3);
        assertThat(Latency.percentile(sorted, 0.95)).isCloseTo(4.8, within(1e-12));
        assertThat(Latency.percentile(sorted, 1)).isEqualTo(5);
        assertThat(Latency.percentile(new double[] {7}, 0.95)).isEqualTo(7);
    }

    @Test
    void leavesTheRatioFiniteWhereTheClockStoodStill() {
        assertThat(Latency.compared(new long[] {0, 0}, new long[] {0, 0}).ratio())
                .isEqualTo(1);
    }

    @Test
    void isOneForTheBaselineItself() {
        assertThat(Latency.alone(new long[] {3_000_000, 9_000_000}).ratio()).isEqualTo(1);
    }
}
