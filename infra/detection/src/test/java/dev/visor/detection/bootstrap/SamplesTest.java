package dev.visor.detection.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final Samples HUNDRED = new Samples(
            0.5, IntStream.rangeClosed(0, 100).mapToDouble(i -> i / 100.0).toArray(), 3);

    @Test
    void readsAPercentileInterval() {
        Interval interval = HUNDRED.interval(0.95);
        assertThat(interval.low()).isCloseTo(0.025, within(1e-12));
        assertThat(interval.high()).isCloseTo(0.975, within(1e-12));
        assertThat(interval.replicates()).isEqualTo(101);
        assertThat(interval.replicatesWithoutClass()).isEqualTo(3);
    }

    @Test
    void passesOverReplicatesWithNothingToMeasure() {
        Samples samples = new Samples(0.5, new double[] {Double.NaN, 0.4, 0.6, Double.NaN}, 2);
        assertThat(samples.interval(0.5).low()).isCloseTo(0.45, within(1e-12));
        assertThat(samples.probabilityBelow(0.5)).isEqualTo(0.5);
        Interval none = new Samples(Double.NaN, new double[] {Double.NaN}, 1).interval(0.95);
        assertThat(none.low()).isNaN();
    }

    @Test
    void countsOnlyWhatIsTrulyBelow() {
        assertThat(new Samples(0, new double[] {0, 0}, 0).probabilityBelow(0)).isZero();
        assertThat(HUNDRED.probabilityBelow(0.1)).isCloseTo(10 / 101.0, within(1e-12));
    }

    @Test
    void refusesOtherDrawsAndConfidences() {
        assertThatThrownBy(() -> HUNDRED.minus(new Samples(0, new double[3], 0)))
                .hasMessageContaining("not of the same draws");
        assertThatThrownBy(() -> HUNDRED.interval(95)).hasMessageContaining("between 0 and 1");
    }
}
