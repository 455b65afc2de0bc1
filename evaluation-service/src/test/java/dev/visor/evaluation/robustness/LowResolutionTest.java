package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.image.Picture;
import org.junit.jupiter.api.Test;

class LowResolutionTest extends CorruptionContract {
    LowResolutionTest() {
        super("low-resolution", false, "a828b2c9");
    }

    @Test
    void leavesAPictureOfOneColourAlone() {
        leavesAlone(SampleScene.plain(50, 41, 3, 130, 252), 0);
    }

    @Test
    void movesNothing() {
        keepsItsPlace(0.5);
    }

    @Test
    void isLinearBetweenMeansOfSquares() {
        byte[] worse = corruption
                .apply(new Picture(4, 1, new byte[] {0, 0, 0, 0, 0, 0, 80, 80, 80, 80, 80, 80}), 1, 7)
                .bgr();
        assertThat(worse).containsExactly(0, 0, 0, 20, 20, 20, 60, 60, 60, 80, 80, 80);
    }
}
