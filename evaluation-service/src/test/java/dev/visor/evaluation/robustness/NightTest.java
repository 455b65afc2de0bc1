package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.image.Picture;
import org.junit.jupiter.api.Test;

class NightTest extends CorruptionContract {
    NightTest() {
        super("night", true, "5d68a6f3");
    }

    @Test
    void leavesABlackPictureAlone() {
        leavesAlone(SampleScene.plain(20, 20, 0, 0, 0), 0);
    }

    @Test
    void isDarkerByGainAndGammaInTheMean() {
        Picture white = SampleScene.plain(200, 200, 255, 255, 255);
        double left = 255 - SampleScene.distance(white, corruption.apply(white, 1, 7));
        assertThat(left).isCloseTo(0.70 * 255, within(0.5));
        Picture grey = SampleScene.plain(200, 200, 128, 128, 128);
        double dark = 128 - SampleScene.distance(grey, corruption.apply(grey, 5, 7));
        assertThat(dark).isCloseTo(0.24 * Math.pow(128 / 255.0, 1.7) * 255, within(0.3));
    }
}
