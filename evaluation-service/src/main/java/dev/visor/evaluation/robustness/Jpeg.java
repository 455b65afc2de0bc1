package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import dev.visor.detection.image.PictureDecoder;
import dev.visor.detection.image.PictureEncoder;
import java.util.SplittableRandom;

/**
 * A narrow line: written as JPEG of low quality and read again, by OpenCV's libjpeg-turbo. Qualities as in Michaelis et
 * al. 2019 (arXiv 1907.07484, "imagecorruptions").
 */
final class Jpeg extends Corruption {
    private static final int[] QUALITY = {25, 18, 15, 10, 7};

    Jpeg() {
        super("jpeg");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        return PictureDecoder.decode(PictureEncoder.jpeg(picture, QUALITY[level]));
    }
}
