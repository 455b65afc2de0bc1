package dev.visor.detection.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LumaTest {
    @Test
    void isZeroForBlackAnd255ForWhite() {
        assertThat(Luma.mean(plain(0, 0, 0))).isEqualTo(0);
        assertThat(Luma.mean(plain(255, 255, 255))).isEqualTo(255);
    }

    /** ITU-R BT.601: Y = 0.299 R + 0.587 G + 0.114 B. */
    @Test
    void weighsColoursAsTheStandardSays() {
        assertThat(Luma.mean(plain(0, 0, 255))).isCloseTo(76.25, within(0.006));
        assertThat(Luma.mean(plain(0, 255, 0))).isCloseTo(149.69, within(0.006));
        assertThat(Luma.mean(plain(255, 0, 0))).isCloseTo(29.07, within(0.006));
    }

    @Test
    void isTheMeanOfAllPixels() {
        byte[] half = new byte[4 * 4 * 3];
        Arrays.fill(half, 0, half.length / 2, (byte) 200);
        assertThat(Luma.mean(new Picture(4, 4, half))).isEqualTo(100);
    }

    private static Picture plain(int blue, int green, int red) {
        byte[] bgr = new byte[5 * 3 * 3];
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = (byte) blue;
            bgr[i + 1] = (byte) green;
            bgr[i + 2] = (byte) red;
        }
        return new Picture(5, 3, bgr);
    }
}
