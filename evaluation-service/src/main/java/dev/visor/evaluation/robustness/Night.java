package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.SplittableRandom;

/**
 * Little light, and a camera that counts few photons: a pixel v (0 to 1) becomes Poisson(photons · d) / photons with
 * d = gain · v^gamma. Visor's own; the shot noise is that of Hendrycks and Dietterich 2019 (arXiv 1903.12261).
 */
final class Night extends Corruption {
    private static final double[] GAIN = {0.70, 0.57, 0.45, 0.34, 0.24};
    private static final double[] GAMMA = {1.1, 1.25, 1.4, 1.55, 1.7};

    /** Those of a white pixel that no light was taken from. */
    private static final double[] PHOTONS = {400, 260, 170, 110, 70};

    private static final int BITS = 10;
    private static final int MASK = (1 << BITS) - 1;
    private static final int DRAWS = 6;

    /** By level, once needed: for each pixel value the results of equally likely draws. */
    private static final byte[][] TABLES = new byte[SEVERITIES][];

    Night() {
        super("night");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        byte[] table = table(level);
        byte[] from = picture.bgr();
        byte[] to = new byte[from.length];
        long bits = 0;
        for (int i = 0, left = 0; i < from.length; i++, left--) {
            if (left == 0) {
                bits = random.nextLong();
                left = DRAWS;
            }
            to[i] = table[(from[i] & 0xFF) << BITS | (int) bits & MASK];
            bits >>>= BITS;
        }
        return new Picture(picture.width(), picture.height(), to);
    }

    private static byte[] table(int level) {
        synchronized (TABLES) {
            if (TABLES[level] == null) {
                TABLES[level] = draw(GAIN[level], GAMMA[level], PHOTONS[level]);
            }
            return TABLES[level];
        }
    }

    private static byte[] draw(double gain, double gamma, double photons) {
        byte[] table = new byte[256 << BITS];
        for (int value = 1; value < 256; value++) {
            double expected = photons * gain * StrictMath.pow(value / 255.0, gamma);
            int count = 0;
            double probability = StrictMath.exp(-expected);
            double below = probability;
            for (int draw = 0; draw <= MASK; draw++) {
                double quantile = (draw + 0.5) / (MASK + 1);
                while (below < quantile) {
                    count++;
                    probability *= expected / count;
                    below += probability;
                }
                table[value << BITS | draw] = pixel((float) (count * 255 / photons));
            }
        }
        return table;
    }
}
