package dev.visor.compression.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void countsEveryValueOnceHoweverTheRangeGrows() {
        Histogram h = new Histogram();
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 20; round++) {
            float[] values = new float[1000];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * Math.pow(2, round - 5));
            }
            h.add(values, values.length);
        }
        assertThat(total(h) + h.zeros()).isEqualTo(20_000).isEqualTo(h.count());
    }

    @Test
    void keepsValuesInTheBinThatCoversThem() {
        Histogram h = new Histogram();
        h.add(new float[] {0.5f, 1.5f, 2.5f, -1f}, 4);
        h.add(new float[] {1000f}, 1);
        for (float v : new float[] {0.5f, -1f, 1000f}) {
            int bin = h.indexOf(v);
            assertThat(h.bin(bin)).isPositive();
            assertThat(h.edge(bin)).isLessThanOrEqualTo(v);
            assertThat(h.edge(bin + 1)).isGreaterThan(v);
        }
        assertThat(h.min()).isEqualTo(-1f);
        assertThat(h.max()).isEqualTo(1000f);
    }

    @Test
    void hasAnEdgeAtZero() {
        Histogram h = new Histogram();
        h.add(new float[] {-3.7f, 8.1f}, 2);
        assertThat(h.edge(h.indexOf(0))).isZero();
    }

    @Test
    void countsZerosAndWhatIsNotFiniteApart() {
        Histogram h = new Histogram();
        h.add(new float[] {0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, 2f}, 5);
        assertThat(h.zeros()).isEqualTo(2);
        assertThat(h.notFinite()).isEqualTo(2);
        assertThat(h.count()).isEqualTo(3);
        assertThat(h.max()).isEqualTo(2f);
    }

    @Test
    void leavesValuesBeyondTheGivenLengthAlone() {
        Histogram h = new Histogram();
        h.add(new float[] {1f, 99f}, 1);
        assertThat(h.max()).isEqualTo(1f);
    }

    private static long total(Histogram h) {
        long total = 0;
        for (int i = 0; i < Histogram.BINS; i++) {
            total += h.bin(i);
        }
        return total;
    }
}
