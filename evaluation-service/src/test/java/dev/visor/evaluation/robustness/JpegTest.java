package dev.visor.evaluation.robustness;

import org.junit.jupiter.api.Test;

class JpegTest extends CorruptionContract {
    JpegTest() {
        super("jpeg", false, "56533b35");
    }

    @Test
    void leavesAGreyPictureNearlyAlone() {
        leavesAlone(SampleScene.plain(48, 48, 128, 128, 128), 1);
    }
}
