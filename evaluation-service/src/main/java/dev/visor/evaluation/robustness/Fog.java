package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.SplittableRandom;

/**
 * Fog: clouds added to a picture x (0 to 1) with the brightest value m, (x + thickness · clouds) · m / (m + thickness).
 * Thickness and decay of the clouds as in Michaelis et al. 2019 (arXiv 1907.07484, "imagecorruptions").
 */
final class Fog extends Corruption {
    private static final double[] THICKNESS = {1.5, 2, 2.5, 2.5, 3};
    private static final double[] DECAY = {2, 2, 1.7, 1.5, 1.4};

    /** Pixels; clouds over larger pictures are enlarged, which leaves out wibbles of less than a grey level. */
    private static final int LARGEST = 2048;

    Fog() {
        super("fog");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        byte[] from = picture.bgr();
        int brightest = 0;
        for (byte value : from) {
            brightest = Math.max(brightest, value & 0xFF);
        }
        int width = picture.width();
        int longest = Math.max(width, picture.height());
        int shrunk = 0;
        while (longest - 1 >> shrunk >= LARGEST) {
            shrunk++;
        }
        int size = Math.max(2, Integer.highestOneBit(2 * (longest - 1 >> shrunk) + 1));
        PlasmaFractal clouds = new PlasmaFractal(size, DECAY[level], random);
        float thickness = (float) (THICKNESS[level] * 255);
        float scale = brightest / (brightest + thickness);
        byte[] to = new byte[from.length];
        for (int y = 0, i = 0; y < picture.height(); y++) {
            for (int x = 0; x < width; x++, i += 3) {
                float cloud = thickness * clouds.at(x >> shrunk, y >> shrunk);
                to[i] = pixel(((from[i] & 0xFF) + cloud) * scale);
                to[i + 1] = pixel(((from[i + 1] & 0xFF) + cloud) * scale);
                to[i + 2] = pixel(((from[i + 2] & 0xFF) + cloud) * scale);
            }
        }
        return new Picture(width, picture.height(), to);
    }
}
