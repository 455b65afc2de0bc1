package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.image.Picture;
import org.junit.jupiter.api.Test;

class FogTest extends CorruptionContract {
    FogTest() {
        super("fog", true, "d92c4e5d");
    }

    @Test
    void leavesABlackPictureAlone() {
        // Its brightest value is 0: there is no light for the fog to scatter.
        leavesAlone(SampleScene.plain(33, 20, 0, 0, 0), 0);
    }

    @Test
    void neverIsBrighterThanTheBrightestPixel() {
        for (byte value :
                corruption.apply(SampleScene.plain(90, 50, 180, 180, 180), 5, 7).bgr()) {
            assertThat(value & 0xFF).isLessThanOrEqualTo(180);
        }
    }

    @Test
    void enlargesCloudsOverPicturesLargerThanTheyAreDrawn() {
        Picture wide = SampleScene.plain(4100, 2, 100, 100, 100);
        byte[] worse = corruption.apply(wide, 5, 7).bgr();
        assertThat(worse[0]).isEqualTo(worse[3]).isEqualTo(worse[6]).isEqualTo(worse[9]);
    }
}
