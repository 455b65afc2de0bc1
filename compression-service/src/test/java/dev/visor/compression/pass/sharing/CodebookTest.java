package dev.visor.compression.pass.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CodebookTest {
    @Test
    void findsTheMeansOfClustersThatLieApart() {
        // Means by hand: (−3.1 − 2.9)/2, (4.9 + 5.0 + 5.1)/3, (10 + 12)/2; zero is there anyway.
        float[] weights = {5.1f, -3.1f, 12, 0.1f, 4.9f, -2.9f, 10, -0.1f, 5.0f};
        assertThat(of(weights, 4).centroids()).containsExactly(new float[] {-3, 0, 5, 11}, within(1e-6f));
    }

    @Test
    void evenValuesLieBetweenTheLeastAndTheGreatestWeight() {
        // Starts at −4, 0, 4, 8; the means of what is nearest are −4, (3 + 4)/2 and 8, and stay.
        assertThat(Codebook.of(new float[] {-4, 3, 4, 8, -1, 1}, 4, Spacing.EVEN)
                        .centroids())
                .containsExactly(-4, 0, 3.5f, 8);
    }

    @Test
    void evenValuesTakeFewerBitsAtTheSameError() {
        float[] weights = normal(200_000);
        Codebook even = Codebook.of(weights, 40, Spacing.EVEN);
        Codebook optimal = Codebook.of(weights, 32, Spacing.OPTIMAL);
        assertThat(error(weights, even)).isBetween(0.5 * error(weights, optimal), 2.2 * error(weights, optimal));
        double bits = entropy(weights, optimal) - entropy(weights, even);
        // An optimal quantiser's error falls by 6 dB a bit.
        double worth = 0.5 * Math.log(error(weights, even) / error(weights, optimal)) / Math.log(2);
        assertThat(bits - worth).isGreaterThan(0.1);
    }

    @Test
    void keepsFewValuesAsTheyAre() {
        assertThat(of(new float[] {0.5f, -0.25f, 0.5f, 0, 0.5f}, 8).centroids()).containsExactly(-0.25f, 0, 0.5f);
        assertThat(of(new float[4], 8).centroids()).containsExactly(0);
    }

    @Test
    void zeroStaysZeroAmongManyWeightsAndIsStoredFirst() {
        Codebook codebook = of(normal(5000), 16);
        assertThat(codebook.size()).isEqualTo(16);
        assertThat(codebook.centroids()[codebook.nearest(0)]).isZero();
        assertThat(codebook.nearest(-0f)).isEqualTo(codebook.nearest(0));
        assertThat(codebook.stored(codebook.nearest(0))).isZero();
        float[] sorted = codebook.zeroFirst();
        Arrays.sort(sorted);
        assertThat(sorted).containsExactly(codebook.centroids());
        for (int i = 0; i < 16; i++) {
            assertThat(codebook.zeroFirst()[codebook.stored(i)]).isEqualTo(codebook.centroids()[i]);
        }
    }

    /** Least mean squared error of a normal variable by 4, 16 and 32 levels: Max, <i>Quantizing for Minimum Distortion</i>, 1960, table I. */
    @Test
    void comesNearTheLeastErrorOfAnyQuantiser() {
        float[] weights = normal(200_000);
        assertThat(error(weights, of(weights, 5))).isLessThan(0.1175);
        assertThat(error(weights, of(weights, 16))).isBetween(0.0090, 0.01154);
        assertThat(error(weights, of(weights, 32))).isBetween(0.0023, 0.003);
    }

    @Test
    void nearestIsTheNearest() {
        Codebook codebook = of(normal(3000), 13);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1000; i++) {
            float w = (float) (3 * random.nextGaussian());
            double best = Double.POSITIVE_INFINITY;
            for (float c : codebook.centroids()) {
                best = Math.min(best, Math.abs(w - c));
            }
            assertThat((double) Math.abs(w - codebook.centroids()[codebook.nearest(w)]))
                    .isEqualTo(best);
        }
    }

    @Test
    void roundedValuesAreWholeAndEachOnce() {
        assertThat(new Codebook(new float[] {-1.6f, -0.4f, 0, 0.3f, 1.6f, 2.4f})
                        .rounded()
                        .centroids())
                .containsExactly(-2, 0, 2);
    }

    private static double error(float[] weights, Codebook codebook) {
        double sum = 0;
        for (float w : weights) {
            double d = w - codebook.centroids()[codebook.nearest(w)];
            sum += d * d;
        }
        return sum / weights.length;
    }

    private static Codebook of(float[] weights, int size) {
        return Codebook.of(weights, size, Spacing.OPTIMAL);
    }

    private static double entropy(float[] weights, Codebook codebook) {
        byte[] places = new byte[weights.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = (byte) codebook.nearest(weights[i]);
        }
        return Symbols.entropy(places);
    }

    private static float[] normal(int count) {
        SplittableRandom random = new SplittableRandom(7);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
