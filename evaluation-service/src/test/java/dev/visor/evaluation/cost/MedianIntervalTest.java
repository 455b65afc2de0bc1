package dev.visor.evaluation.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MedianIntervalTest {
    @Test
    void liesBetweenTheOrderStatisticsOfTheTables() {
        // Conover's and everybody's table for the sign test: n = 10 the 2nd and 9th, n = 20 the 6th and 15th.
        assertThat(MedianInterval.of(upTo(10))).satisfies(i -> {
            assertThat(i.low()).isEqualTo(2);
            assertThat(i.high()).isEqualTo(9);
            assertThat(i.coverage()).isCloseTo(1 - 2 * 11 / 1024.0, within(1e-12));
        });
        assertThat(MedianInterval.of(upTo(20)).low()).isEqualTo(6);
        assertThat(MedianInterval.of(upTo(20)).high()).isEqualTo(15);
        assertThat(MedianInterval.of(upTo(6)).coverage()).isCloseTo(0.96875, within(1e-12));
    }

    @Test
    void goesWithTheRootOfThousandsOfValues() {
        MedianInterval interval = MedianInterval.of(upTo(10_000));
        assertThat(interval.low()).isCloseTo(5000 - 0.98 * 100, within(2.0));
        assertThat(interval.high()).isEqualTo(10_001 - interval.low());
        assertThat(interval.coverage()).isBetween(0.95, 0.952);
    }

    @Test
    void isTheWholeRangeOfFewerThanSix() {
        assertThat(MedianInterval.of(upTo(5)))
                .isEqualTo(new MedianInterval(1, 5, MedianInterval.of(upTo(5)).coverage()));
        assertThat(MedianInterval.of(upTo(5)).coverage()).isCloseTo(0.9375, within(1e-12));
        assertThat(MedianInterval.of(new double[] {7})).isEqualTo(new MedianInterval(7, 7, 0));
    }

    @Test
    void holdsTheTrueMedianAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(5);
        int held = 0;
        for (int trial = 0; trial < 4000; trial++) {
            double[] values =
                    random.doubles(60).map(u -> Math.exp(5 * u)).sorted().toArray();
            MedianInterval interval = MedianInterval.of(values);
            held += interval.low() <= Math.exp(2.5) && Math.exp(2.5) <= interval.high() ? 1 : 0;
        }
        assertThat(held / 4000.0).isCloseTo(MedianInterval.of(upTo(60)).coverage(), within(0.01));
    }

    @Test
    void leavesEqualValuesAlone() {
        double[] same = new double[40];
        Arrays.fill(same, 0.5);
        assertThat(MedianInterval.of(same).low()).isEqualTo(0.5);
        assertThat(MedianInterval.of(same).high()).isEqualTo(0.5);
    }

    private static double[] upTo(int n) {
        return IntStream.rangeClosed(1, n).asDoubleStream().toArray();
    }
}
