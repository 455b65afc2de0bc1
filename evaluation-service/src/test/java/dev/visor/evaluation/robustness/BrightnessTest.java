package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrightnessTest extends CorruptionContract {
    BrightnessTest() {
        super("brightness", false, "1d3efbcf");
    }

    @Test
    void leavesAWhitePictureAlone() {
        leavesAlone(SampleScene.plain(20, 20, 255, 255, 255), 0);
    }

    @Test
    void keepsHueAndSaturation() {
        // Value 100 + 51 = 151: all channels by 1.51.
        byte[] worse =
                corruption.apply(SampleScene.plain(1, 1, 40, 20, 100), 2, 7).bgr();
        assertThat(worse).containsExactly((byte) 60, (byte) 30, (byte) 151);
        assertThat(corruption.apply(SampleScene.plain(1, 1, 0, 0, 0), 2, 7).bgr())
                .containsExactly((byte) 51, (byte) 51, (byte) 51);
    }
}
