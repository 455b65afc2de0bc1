package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.SplittableRandom;

/**
 * Falling snow before a picture that it whitens. Flakes are enlarged Gaussian noise above a threshold, blurred along a
 * falling line and laid over the picture twice, the second time turned upside down. Parameters as in Michaelis et al. 2019
 * (arXiv 1907.07484, "imagecorruptions"), but for the threshold at severity 3: 0.85 as in the next two, where theirs is 0.9
 * and hides less than severity 2 does.
 */
final class Snow extends Corruption {
    /**
     * What is used at a severity.
     *
     * @param mean of the noise
     * @param deviation of the noise
     * @param zoom how many pixels a flake is wide
     * @param threshold below which there is no flake
     * @param radius of the blur, pixels
     * @param blur its deviation, pixels
     * @param kept how much of the picture isn't whitened, 0 to 1
     */
    private record Fall(
            double mean, double deviation, double zoom, double threshold, int radius, double blur, float kept) {}

    private static final Fall[] FALLS = {
        new Fall(0.1, 0.3, 3, 0.5, 10, 4, 0.8f),
        new Fall(0.2, 0.3, 2, 0.5, 12, 4, 0.7f),
        new Fall(0.55, 0.3, 4, 0.85, 12, 8, 0.7f),
        new Fall(0.55, 0.3, 4.5, 0.85, 12, 8, 0.65f),
        new Fall(0.55, 0.3, 2.5, 0.85, 12, 12, 0.55f)
    };

    Snow() {
        super("snow");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        Fall fall = FALLS[level];
        int width = picture.width();
        int height = picture.height();
        Streak falling = new Streak(fall.radius(), fall.blur(), 45 + 90 * random.nextDouble());
        byte[] flakes = falling.over(flakes(fall, width, height, random), width, height, 1);
        byte[] from = picture.bgr();
        byte[] to = new byte[from.length];
        for (int i = 0, p = 0; i < from.length; i += 3, p++) {
            int blue = from[i] & 0xFF;
            int green = from[i + 1] & 0xFF;
            int red = from[i + 2] & 0xFF;
            float grey = 0.114f * blue + 0.587f * green + 0.299f * red;
            float white = grey * 1.5f + 127.5f;
            float snow = (flakes[p] & 0xFF) + (flakes[flakes.length - 1 - p] & 0xFF);
            to[i] = pixel(snow + mix(blue, white, fall.kept()));
            to[i + 1] = pixel(snow + mix(green, white, fall.kept()));
            to[i + 2] = pixel(snow + mix(red, white, fall.kept()));
        }
        return new Picture(width, height, to);
    }

    private static float mix(int value, float white, float kept) {
        return kept * value + (1 - kept) * Math.max(value, white);
    }

    /** Noise on a coarse grid, linear between its points, 0 below the threshold. */
    private static byte[] flakes(Fall fall, int width, int height, SplittableRandom random) {
        int columns = (int) (width / fall.zoom()) + 2;
        int[] index = new int[width];
        float[] share = new float[width];
        for (int x = 0; x < width; x++) {
            index[x] = (int) (x / fall.zoom());
            share[x] = (float) (x / fall.zoom() - index[x]);
        }
        float[] upper = noise(fall, columns, random);
        float[] lower = noise(fall, columns, random);
        float threshold = (float) (fall.threshold() * 255);
        byte[] flakes = new byte[width * height];
        for (int y = 0, row = 0; y < height; y++) {
            if ((int) (y / fall.zoom()) > row) {
                row++;
                upper = lower;
                lower = noise(fall, columns, random);
            }
            float down = (float) (y / fall.zoom() - row);
            for (int x = 0; x < width; x++) {
                int at = index[x];
                float above = upper[at] + share[x] * (upper[at + 1] - upper[at]);
                float below = lower[at] + share[x] * (lower[at + 1] - lower[at]);
                float value = above + down * (below - above);
                flakes[y * width + x] = value < threshold ? 0 : pixel(value);
            }
        }
        return flakes;
    }

    private static float[] noise(Fall fall, int count, SplittableRandom random) {
        float[] row = new float[count];
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits = (i & 3) == 0 ? random.nextLong() : bits >>> 16;
            row[i] = (float) ((fall.mean() + fall.deviation() * NormalQuantiles.at((int) bits)) * 255);
        }
        return row;
    }
}
