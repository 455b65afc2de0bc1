package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.SplittableRandom;

/**
 * Faint contrast: each channel's distance from its mean over the picture, times a constant. Constants as in Michaelis et
 * al. 2019 (arXiv 1907.07484, "imagecorruptions").
 */
final class Contrast extends Corruption {
    private static final double[] KEPT = {0.4, 0.3, 0.2, 0.1, 0.05};

    Contrast() {
        super("contrast");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        byte[] from = picture.bgr();
        byte[][] tables = new byte[3][];
        for (int channel = 0; channel < 3; channel++) {
            long sum = 0;
            for (int i = channel; i < from.length; i += 3) {
                sum += from[i] & 0xFF;
            }
            tables[channel] = table(sum / (from.length / 3.0), KEPT[level]);
        }
        byte[] to = new byte[from.length];
        for (int i = 0; i < from.length; i += 3) {
            to[i] = tables[0][from[i] & 0xFF];
            to[i + 1] = tables[1][from[i + 1] & 0xFF];
            to[i + 2] = tables[2][from[i + 2] & 0xFF];
        }
        return new Picture(picture.width(), picture.height(), to);
    }

    private static byte[] table(double mean, double kept) {
        byte[] table = new byte[256];
        for (int value = 0; value < 256; value++) {
            table[value] = pixel((float) (mean + (value - mean) * kept));
        }
        return table;
    }
}
