package dev.visor.detection.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RatioBootstrapTest {
    private static final Resampling DRAWS = new Resampling(Units.pictures(4), 50, 7);

    @Test
    void sumsWeightedPictures() {
        double[] right = {1, 2, 0, 4};
        double[] demanded = {2, 2, 3, 5};
        Samples recall = RatioBootstrap.of(right, demanded, DRAWS);
        assertThat(recall.estimate()).isCloseTo(7 / 12.0, within(1e-12));
        int[] w = DRAWS.weights(11);
        assertThat(recall.replicates()[11])
                .isCloseTo((w[0] + 2.0 * w[1] + 4 * w[3]) / (2 * w[0] + 2 * w[1] + 3 * w[2] + 5 * w[3]), within(1e-12));
    }

    @Test
    void leavesReplicatesWithoutADenominatorUnmeasured() {
        Samples samples = RatioBootstrap.of(new double[4], new double[] {0, 0, 0, 1}, DRAWS);
        for (int r = 0; r < DRAWS.replicates(); r++) {
            assertThat(Double.isNaN(samples.replicates()[r])).isEqualTo(DRAWS.weights(r)[3] == 0);
        }
    }

    @Test
    void refusesOtherNumbersOfPictures() {
        assertThatThrownBy(() -> RatioBootstrap.of(new double[3], new double[4], DRAWS))
                .hasMessageContaining("4 pictures need");
    }
}
