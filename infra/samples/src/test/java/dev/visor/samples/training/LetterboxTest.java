package dev.visor.samples.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class LetterboxTest {
    @Test
    void centresAPictureAndPadsWithGrey() {
        BufferedImage picture = new BufferedImage(480, 360, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().fillRect(0, 0, 480, 360);
        Letterbox letterbox = Letterbox.centered(480, 360, 320, 320);
        float[] input = letterbox.toInput(picture, 320, 320);
        assertThat(letterbox.top()).isEqualTo(40);
        assertThat(letterbox.left()).isZero();
        assertThat(input[39 * 320]).isCloseTo(114 / 255f, within(1e-6f));
        assertThat(input[40 * 320]).isEqualTo(1);
        assertThat(input[279 * 320]).isEqualTo(1);
        assertThat(input[280 * 320]).isCloseTo(114 / 255f, within(1e-6f));
    }

    @Test
    void boxesComeBackToWhereTheyWere() {
        Letterbox letterbox = Letterbox.centered(480, 360, 320, 320);
        Box box = Box.ofCorner(30, 60, 45, 21);
        Box back = letterbox.toPicture(letterbox.toInput(box));
        assertThat(back.left()).isCloseTo(30, within(1e-9));
        assertThat(back.top()).isCloseTo(60, within(1e-9));
        assertThat(back.width()).isCloseTo(45, within(1e-9));
        assertThat(back.height()).isCloseTo(21, within(1e-9));
    }

    @Test
    void leavesPicturesOfTheInputsSizeAlone() {
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(5, 7, 0x3366cc);
        float[] input = Letterbox.centered(64, 64, 64, 64).toInput(picture, 64, 64);
        int at = 7 * 64 + 5;
        assertThat(input[at]).isCloseTo(0x33 / 255f, within(1e-6f));
        assertThat(input[at + 64 * 64]).isCloseTo(0x66 / 255f, within(1e-6f));
        assertThat(input[at + 2 * 64 * 64]).isCloseTo(0xcc / 255f, within(1e-6f));
    }
}
