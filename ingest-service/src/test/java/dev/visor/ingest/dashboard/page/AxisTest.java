package dev.visor.ingest.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void ticksAreRoundAndCoverTheValues() {
        Axis axis = Axis.covering(0.5971, 0.6071, 0);
        assertThat(axis.from()).isLessThanOrEqualTo(0.5971);
        assertThat(axis.to()).isGreaterThanOrEqualTo(0.6071);
        assertThat(axis.ticks().stream().map(axis::label)).startsWith("0.595", "0.600");
    }

    @Test
    void nothingLiesBelowTheFloor() {
        assertThat(Axis.covering(0, 0.3, 0).from()).isZero();
    }

    @Test
    void oneSingleValueIsCovered() {
        Axis axis = Axis.covering(12.3, 12.3, 0);
        assertThat(axis.fraction(12.3)).isBetween(0.0, 1.0);
    }

    @Test
    void wholeNumbersHaveNoDecimals() {
        Axis axis = Axis.covering(0, 12.3, 0);
        assertThat(axis.ticks().stream().map(axis::label)).containsExactly("0", "5", "10", "15");
    }
}
