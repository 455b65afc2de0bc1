package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.SplittableRandom;

/**
 * Over-exposure: value in HSV plus a constant, at most 1; hue and saturation stay, so a bright colour becomes a brighter
 * one and not white. Constants as in Michaelis et al. 2019 (arXiv 1907.07484, "imagecorruptions").
 */
final class Brightness extends Corruption {
    private static final double[] ADDED = {0.1, 0.2, 0.3, 0.4, 0.5};
    private static final int BITS = 16;

    Brightness() {
        super("brightness");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        int added = (int) (ADDED[level] * 255 + 0.5);
        // All three channels grow by the factor that value does.
        int[] factor = new int[256];
        for (int value = 1; value < 256; value++) {
            factor[value] = ((Math.min(value + added, 255) << BITS) + value / 2) / value;
        }
        byte[] from = picture.bgr();
        byte[] to = new byte[from.length];
        for (int i = 0; i < from.length; i += 3) {
            int blue = from[i] & 0xFF;
            int green = from[i + 1] & 0xFF;
            int red = from[i + 2] & 0xFF;
            int value = Math.max(Math.max(blue, green), red);
            if (value == 0) {
                to[i] = to[i + 1] = to[i + 2] = (byte) added;
            } else {
                int by = factor[value];
                to[i] = (byte) (blue * by + (1 << BITS - 1) >> BITS);
                to[i + 1] = (byte) (green * by + (1 << BITS - 1) >> BITS);
                to[i + 2] = (byte) (red * by + (1 << BITS - 1) >> BITS);
            }
        }
        return new Picture(picture.width(), picture.height(), to);
    }
}
