package dev.visor.evaluation.robustness;

import java.util.SplittableRandom;

/**
 * Clouds: the diamond–square fractal on a torus, from 0 to 1, as Michaelis et al. 2019 (arXiv 1907.07484,
 * "imagecorruptions") use it for fog.
 */
final class PlasmaFractal {
    private static final float FIRST_WIBBLE = 100;

    private final int size;
    private final float[] map;
    private final SplittableRandom random;
    private long bits;
    private boolean half;

    /**
     * Draws clouds.
     *
     * @param size width and height; a power of two
     * @param decay what the wibble is divided by from each step to the next finer one
     */
    PlasmaFractal(int size, double decay, SplittableRandom random) {
        this.size = size;
        this.map = new float[size * size];
        this.random = random;
        float wibble = FIRST_WIBBLE;
        for (int step = size; step >= 2; step /= 2) {
            // Their mean of four neighbours gets wibble · U(−wibble, wibble).
            float amplitude = wibble * wibble;
            squares(step, amplitude);
            diamonds(step, amplitude);
            wibble /= (float) decay;
        }
        normalise();
    }

    /** Clouds at a pixel, 0 to 1. */
    float at(int x, int y) {
        return map[y * size + x];
    }

    private void squares(int step, float amplitude) {
        for (int y = 0; y < size; y += step) {
            int below = (y + step) % size * size;
            int to = (y + step / 2) * size + step / 2;
            for (int x = 0; x < size; x += step) {
                int right = (x + step) % size;
                float corners = map[y * size + x] + map[below + x] + (map[y * size + right] + map[below + right]);
                map[to + x] = corners / 4 + amplitude * wibble();
            }
        }
    }

    private void diamonds(int step, float amplitude) {
        int middle = step / 2;
        for (int y = 0; y < size; y += step) {
            int row = y * size;
            int above = (y + size - middle) % size * size;
            int centre = (y + middle) * size;
            int below = (y + step) % size * size;
            for (int x = 0; x < size; x += step) {
                int left = (x + size - middle) % size;
                int right = (x + step) % size;
                float level = map[row + x] + map[row + right] + (map[above + x + middle] + map[centre + x + middle]);
                map[row + x + middle] = level / 4 + amplitude * wibble();
                float upright = map[row + x] + map[below + x] + (map[centre + left] + map[centre + x + middle]);
                map[centre + x] = upright / 4 + amplitude * wibble();
            }
        }
    }

    /** −1 to 1; a draw of 64 bits gives two. */
    private float wibble() {
        bits = half ? bits << 32 : random.nextLong();
        half = !half;
        return (int) (bits >> 32) * 0x1p-31f;
    }

    private void normalise() {
        float least = Float.MAX_VALUE;
        float most = -Float.MAX_VALUE;
        for (float value : map) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        float scale = 1 / (most - least);
        for (int i = 0; i < map.length; i++) {
            map[i] = (map[i] - least) * scale;
        }
    }
}
