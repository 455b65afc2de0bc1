package dev.visor.detection.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureDecoderTest {
    private final Picture picture = noise(37, 21);

    @Test
    void pngKeepsEveryPixel() {
        assertThat(PictureDecoder.decode(PictureEncoder.png(picture)).bgr()).isEqualTo(picture.bgr());
    }

    @Test
    void jpegKeepsTheSize() {
        byte[] jpeg = PictureEncoder.jpeg(picture, 90);
        assertThat(PictureHeader.read(jpeg)).isEqualTo(new PictureHeader(PictureFormat.JPEG, 37, 21));
        Picture decoded = PictureDecoder.decode(jpeg);
        assertThat(decoded.width()).isEqualTo(37);
        assertThat(decoded.height()).isEqualTo(21);
        assertThat(PictureEncoder.jpeg(picture, 90))
                .as("same picture, same bytes")
                .isEqualTo(jpeg);
    }

    @Test
    void saysWhatAFileReallyIs() throws IOException {
        assertRefused("<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8), "an HTML file");
        assertRefused(new byte[0], "an empty file");
        assertRefused(new byte[] {1, 2, 3}, "an unknown format");
        assertRefused("GIF89a......".getBytes(StandardCharsets.UTF_8), "a GIF file");
        assertRefused(Files.readAllBytes(Shared.require("data/dirty/new128-is-avif.jpg")), "an AVIF file");
    }

    @Test
    void refusesAHugeClaimBeforeDecoding() {
        byte[] png = PictureEncoder.png(picture);
        png[16] = 0;
        png[17] = 1;
        png[18] = 0;
        png[19] = 0;
        png[20] = 0;
        png[21] = 1;
        assertRefused(png, "65536 × 65557");
    }

    @Test
    void refusesCutOffFiles() {
        byte[] png = PictureEncoder.png(picture);
        assertRefused(Arrays.copyOf(png, 20), "cut off");
        assertRefused(Arrays.copyOf(png, 60), "cut off or damaged");
        byte[] jpeg = PictureEncoder.jpeg(picture, 90);
        for (int length = 3; length < jpeg.length - 1; length++) {
            assertRefused(Arrays.copyOf(jpeg, length), "");
        }
    }

    @Test
    void survivesNoiseBehindAHeader() {
        Random random = new Random(3);
        byte[] jpeg = PictureEncoder.jpeg(picture, 90);
        for (int round = 0; round < 200; round++) {
            byte[] broken = jpeg.clone();
            for (int i = 0; i < 20; i++) {
                broken[3 + random.nextInt(broken.length - 3)] = (byte) random.nextInt(256);
            }
            try {
                PictureDecoder.decode(broken);
            } catch (VisorException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_IMAGE);
            }
        }
    }

    private static void assertRefused(byte[] file, String words) {
        assertThatThrownBy(() -> PictureDecoder.decode(file))
                .isInstanceOfSatisfying(
                        VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_IMAGE))
                .hasMessageContaining(words);
    }

    private static Picture noise(int width, int height) {
        byte[] bgr = new byte[width * height * 3];
        new Random(1).nextBytes(bgr);
        return new Picture(width, height, bgr);
    }
}
