package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.SplittableRandom;

/**
 * A hot sensor: Gaussian noise on each channel of each pixel. Deviations as in Michaelis et al. 2019 (arXiv 1907.07484,
 * "imagecorruptions"). Shot noise, which grows with light, is part of night.
 */
final class Noise extends Corruption {
    /** Of values from 0 to 1. */
    private static final double[] DEVIATION = {0.08, 0.12, 0.18, 0.26, 0.38};

    /** By level, once needed: rounded noise of each sixteen bits. */
    private static final short[][] TABLES = new short[SEVERITIES][];

    Noise() {
        super("noise");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        short[] table = table(level);
        byte[] from = picture.bgr();
        byte[] to = new byte[from.length];
        long bits = 0;
        for (int i = 0; i < from.length; i++) {
            bits = (i & 3) == 0 ? random.nextLong() : bits >>> 16;
            to[i] = (byte) Math.clamp((from[i] & 0xFF) + table[(int) bits & 0xFFFF], 0, 255);
        }
        return new Picture(picture.width(), picture.height(), to);
    }

    private static short[] table(int level) {
        synchronized (TABLES) {
            if (TABLES[level] == null) {
                short[] table = new short[NormalQuantiles.COUNT];
                for (int i = 0; i < table.length; i++) {
                    table[i] = (short) StrictMath.rint(NormalQuantiles.at(i) * DEVIATION[level] * 255);
                }
                TABLES[level] = table;
            }
            return TABLES[level];
        }
    }
}
