package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A far or cheap camera: the mean of each square of {@code factor} pixels, then back to the same size, linear between the
 * squares' centres. Visor's own. Squares at the right and lower border may be narrower.
 */
final class LowResolution extends Corruption {
    private static final int[] FACTOR = {2, 3, 4, 6, 8};

    LowResolution() {
        super("low-resolution");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        int factor = FACTOR[level];
        int width = picture.width();
        int height = picture.height();
        int columns = (width + factor - 1) / factor;
        int rows = (height + factor - 1) / factor;
        float[] small = means(picture, factor, columns, rows);
        byte[] to = new byte[picture.bgr().length];
        float[] row = new float[columns * 3];
        int[] left = new int[width];
        int[] right = new int[width];
        float[] share = new float[width];
        for (int x = 0; x < width; x++) {
            float at = (x + 0.5f) / factor - 0.5f;
            int below = (int) StrictMath.floor(at);
            left[x] = Math.max(below, 0) * 3;
            right[x] = Math.min(below + 1, columns - 1) * 3;
            share[x] = at - below;
        }
        for (int y = 0, i = 0; y < height; y++) {
            float at = (y + 0.5f) / factor - 0.5f;
            int above = (int) StrictMath.floor(at);
            int upper = Math.max(above, 0) * row.length;
            int lower = Math.min(above + 1, rows - 1) * row.length;
            for (int x = 0; x < row.length; x++) {
                row[x] = small[upper + x] + (at - above) * (small[lower + x] - small[upper + x]);
            }
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    float from = row[left[x] + channel];
                    to[i++] = (byte) (from + share[x] * (row[right[x] + channel] - from) + 0.5f);
                }
            }
        }
        return new Picture(width, height, to);
    }

    private static float[] means(Picture picture, int factor, int columns, int rows) {
        byte[] from = picture.bgr();
        int width = picture.width();
        float[] small = new float[columns * rows * 3];
        int[] sums = new int[columns * 3];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(sums, 0);
            int last = Math.min((row + 1) * factor, picture.height());
            for (int y = row * factor; y < last; y++) {
                for (int column = 0, i = y * width * 3; column < columns; column++) {
                    int end = (y * width + Math.min((column + 1) * factor, width)) * 3;
                    for (; i < end; i += 3) {
                        sums[column * 3] += from[i] & 0xFF;
                        sums[column * 3 + 1] += from[i + 1] & 0xFF;
                        sums[column * 3 + 2] += from[i + 2] & 0xFF;
                    }
                }
            }
            for (int x = 0; x < sums.length; x++) {
                int across = Math.min(factor, width - x / 3 * factor);
                small[row * sums.length + x] = (float) sums[x] / (across * (last - row * factor));
            }
        }
        return small;
    }
}
