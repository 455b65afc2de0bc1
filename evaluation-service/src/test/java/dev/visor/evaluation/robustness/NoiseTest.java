package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.image.Picture;
import org.junit.jupiter.api.Test;

class NoiseTest extends CorruptionContract {
    NoiseTest() {
        super("noise", true, "d5cbf060");
    }

    @Test
    void leavesTheMeanOfAGreyPictureAlone() {
        Picture grey = SampleScene.plain(200, 200, 128, 128, 128);
        for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
            double sum = 0;
            for (byte value : corruption.apply(grey, severity, 7).bgr()) {
                sum += value & 0xFF;
            }
            assertThat(sum / (200 * 200 * 3)).isCloseTo(128, within(1.0));
        }
    }

    @Test
    void hasTheDeviationOfItsSeverity() {
        Picture grey = SampleScene.plain(200, 200, 128, 128, 128);
        double squares = 0;
        for (byte value : corruption.apply(grey, 1, 7).bgr()) {
            squares += Math.pow((value & 0xFF) - 128, 2);
        }
        assertThat(Math.sqrt(squares / (200 * 200 * 3))).isCloseTo(0.08 * 255, within(0.2));
    }

    @Test
    void drawsFromTheNormalDistribution() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < NormalQuantiles.COUNT; i++) {
            sum += NormalQuantiles.at(i);
            squares += Math.pow(NormalQuantiles.at(i), 2);
        }
        assertThat(sum).isCloseTo(0, within(1e-3));
        assertThat(squares / NormalQuantiles.COUNT).isCloseTo(1, within(1e-3));
        // Φ(1) = 0.841345
        assertThat(NormalQuantiles.at((int) (0.841345 * NormalQuantiles.COUNT))).isCloseTo(1f, within(1e-4f));
    }
}
