package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.image.Picture;
import org.junit.jupiter.api.Test;

class ContrastTest extends CorruptionContract {
    ContrastTest() {
        super("contrast", false, "117356ae");
    }

    @Test
    void leavesAPictureOfOneColourAlone() {
        leavesAlone(SampleScene.plain(20, 20, 12, 99, 254), 0);
    }

    @Test
    void bringsValuesNearerToTheirMean() {
        byte[] worse = corruption
                .apply(new Picture(2, 1, new byte[] {0, 0, 0, 100, 100, 100}), 1, 7)
                .bgr();
        assertThat(worse).containsExactly(30, 30, 30, 70, 70, 70);
    }
}
