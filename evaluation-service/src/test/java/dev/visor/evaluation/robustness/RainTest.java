package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.image.Picture;
import org.junit.jupiter.api.Test;

class RainTest extends CorruptionContract {
    RainTest() {
        super("rain", true, "b01b7ab1");
    }

    @Test
    void leavesAPictureOfItsOwnGreyAlone() {
        leavesAlone(SampleScene.plain(64, 48, 200, 200, 200), 0);
    }

    @Test
    void coversMoreTheHeavierItIs() {
        Picture dark = SampleScene.plain(300, 200, 20, 20, 20);
        long before = 0;
        for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
            byte[] worse = corruption.apply(dark, severity, 7).bgr();
            int ground = 255;
            for (byte value : worse) {
                ground = Math.min(ground, value & 0xFF);
            }
            long wet = 0;
            for (byte value : worse) {
                wet += (value & 0xFF) > ground + 10 ? 1 : 0;
            }
            assertThat(wet).isBetween(before + 1, (long) worse.length * 6 / 10);
            before = wet;
        }
    }
}
