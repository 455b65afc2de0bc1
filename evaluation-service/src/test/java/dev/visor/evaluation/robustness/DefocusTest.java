package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.image.Picture;
import org.junit.jupiter.api.Test;

class DefocusTest extends CorruptionContract {
    DefocusTest() {
        super("defocus", false, "af541f97");
    }

    @Test
    void leavesAPictureOfOneColourAlone() {
        leavesAlone(SampleScene.plain(50, 40, 3, 130, 252), 0);
    }

    @Test
    void movesNothing() {
        keepsItsPlace(0.05);
    }

    @Test
    void spreadsAPointOverADisk() {
        Picture night = SampleScene.plain(41, 41, 0, 0, 0);
        byte[] bgr = night.bgr().clone();
        int middle = (20 * 41 + 20) * 3;
        bgr[middle] = bgr[middle + 1] = bgr[middle + 2] = (byte) 255;
        byte[] worse = corruption.apply(new Picture(41, 41, bgr), 1, 7).bgr();
        // 29 pixels lie within 3 of the middle.
        assertThat(worse[middle]).isEqualTo((byte) Math.round(255 / 29.0));
        assertThat(worse[middle + 2 * 3]).isEqualTo(worse[middle - 2 * 3 * 41]).isPositive();
        assertThat(worse[middle + 5 * 3]).isZero();
    }
}
