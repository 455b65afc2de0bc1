package dev.visor.detection.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.model.InputContract;
import dev.visor.contracts.model.InputContract.ColorOrder;
import dev.visor.contracts.model.InputContract.Resize;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterboxTest {
    @Test
    void centresAndRoundsAsUltralyticsDoes() {
        Letterbox box = Letterbox.of(input(Resize.LETTERBOX_CENTERED, 320, 320), 381, 572);
        assertThat(box.resizedWidth()).isEqualTo(213);
        assertThat(box.resizedHeight()).isEqualTo(320);
        assertThat(box.left()).isEqualTo(53);
        assertThat(box.top()).isZero();
    }

    @Test
    void truncatesAtTheTopLeftAsYoloxDoes() {
        Letterbox box = Letterbox.of(input(Resize.LETTERBOX_TOP_LEFT, 416, 416), 450, 320);
        assertThat(box.resizedWidth()).isEqualTo(416);
        assertThat(box.resizedHeight()).isEqualTo(295);
        assertThat(box.left()).isZero();
        assertThat(box.top()).isZero();
    }

    @Test
    void stretchesEachSideByItsOwnRatio() {
        Letterbox box = Letterbox.of(input(Resize.STRETCH, 320, 160), 640, 640);
        assertThat(box.toPictureX(160)).isEqualTo(320);
        assertThat(box.toPictureY(40)).isEqualTo(160);
    }

    @Test
    void findsTheWayBackAndClips() {
        Letterbox box = Letterbox.of(input(Resize.LETTERBOX_CENTERED, 320, 320), 400, 300);
        assertThat(box.top()).isEqualTo(40);
        assertThat(box.toPictureX(80)).isCloseTo(100, within(1e-9));
        assertThat(box.toPictureY(40 + 80)).isCloseTo(100, within(1e-9));
        assertThat(box.toPictureY(10)).isZero();
        assertThat(box.toPictureX(1000)).isEqualTo(400);
    }

    @Test
    void leavesAloneAPictureOfTheInputsSize() {
        for (Resize resize : Resize.values()) {
            Letterbox box = Letterbox.of(input(resize, 320, 192), 320, 192);
            assertThat(box).isEqualTo(new Letterbox(320, 192, 320, 192, 0, 0, 1, 1));
        }
    }

    @Test
    void keepsAtLeastAPixelOfExtremePictures() {
        for (Resize resize : Resize.values()) {
            Letterbox box = Letterbox.of(input(resize, 320, 320), 20_000, 1);
            assertThat(box.resizedHeight()).isBetween(1, 320);
        }
    }

    private static InputContract input(Resize resize, int width, int height) {
        return new InputContract(
                "images", width, height, ColorOrder.RGB, List.of(0f, 0f, 0f), List.of(255f, 255f, 255f), resize, 114);
    }
}
