package dev.visor.evaluation.robustness;

import org.junit.jupiter.api.Test;

class MotionBlurTest extends CorruptionContract {
    MotionBlurTest() {
        super("motion-blur", true, "04ed2c33");
    }

    @Test
    void leavesAPictureOfOneColourAlone() {
        leavesAlone(SampleScene.plain(50, 40, 3, 130, 252), 0);
    }

    @Test
    void movesNothing() {
        keepsItsPlace(0.5);
    }
}
