package dev.visor.detection.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThumbnailTest {
    @Test
    void isTheMeanOfThePixelsItStandsFor() {
        byte[] bgr = new byte[4 * 2 * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (i / 3 % 2 == 0 ? 100 : 50);
        }
        Picture small = Thumbnail.of(new Picture(4, 2, bgr), 2);

        assertThat(small.width()).isEqualTo(2);
        assertThat(small.height()).isEqualTo(1);
        assertThat(small.bgr()).containsOnly(75);
    }

    @Test
    void leavesSmallPicturesAloneAndKeepsARowOfFlatOnes() {
        Picture picture = new Picture(4, 1, new byte[12]);
        assertThat(Thumbnail.of(picture, 4)).isSameAs(picture);
        assertThat(Thumbnail.of(picture, 1).height()).isEqualTo(1);
    }
}
