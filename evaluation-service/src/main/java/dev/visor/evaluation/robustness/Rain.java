package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.SplittableRandom;

/**
 * Rain: a slight haze, and streaks of one direction before it, both of a light grey. Visor's own. Lengths go with the
 * picture's shorter side, so a picture of any size is rained on alike.
 */
final class Rain extends Corruption {
    private static final int GREY = 200;

    /** How much of each pixel is haze, 0 to 1. */
    private static final double[] HAZE = {0.06, 0.12, 0.18, 0.24, 0.30};

    /** Streaks on a square as high as the shorter side. */
    private static final int[] STREAKS = {250, 450, 700, 1000, 1400};

    /** Of a streak, in shorter sides. */
    private static final double[] LENGTH = {0.03, 0.04, 0.05, 0.06, 0.07};

    /** Of the middle of a streak, 0 to 1. */
    private static final double[] OPACITY = {0.35, 0.42, 0.50, 0.58, 0.66};

    private static final double STEEPEST_LEAN_DEGREES = 20;

    Rain() {
        super("rain");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        int width = picture.width();
        int height = picture.height();
        byte[] to = haze(picture.bgr(), HAZE[level]);
        int side = Math.min(width, height);
        double lean = StrictMath.tan(StrictMath.toRadians(STEEPEST_LEAN_DEGREES * (2 * random.nextDouble() - 1)));
        long streaks = StrictMath.round((double) STREAKS[level] * width * height / ((double) side * side));
        for (long i = 0; i < streaks; i++) {
            double nearness = 0.5 + random.nextDouble();
            int length = Math.max(2, (int) (LENGTH[level] * side * nearness));
            double x = random.nextDouble() * (width + 1);
            int y = random.nextInt(height + length) - length;
            float opacity = (float) (OPACITY[level] * (0.5 + 0.5 * random.nextDouble()));
            streak(to, width, height, x, y, length, lean, opacity);
        }
        return new Picture(width, height, to);
    }

    private static byte[] haze(byte[] from, double haze) {
        byte[] table = new byte[256];
        for (int value = 0; value < 256; value++) {
            table[value] = pixel((float) (value + (GREY - value) * haze));
        }
        byte[] to = new byte[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i] = table[from[i] & 0xFF];
        }
        return to;
    }

    /** A line of one pixel's width, shared between two neighbours, that fades towards both ends. */
    private static void streak(
            byte[] to, int width, int height, double x, int y, int length, double lean, float opacity) {
        for (int i = 0; i < length; i++) {
            int row = y + i;
            if (row < 0 || row >= height) {
                continue;
            }
            double at = x + i * lean;
            int left = (int) StrictMath.floor(at);
            float right = (float) (at - left);
            float here = opacity * (1 - Math.abs(2f * i / (length - 1) - 1) * 0.7f);
            blend(to, width, row, left, here * (1 - right));
            blend(to, width, row, left + 1, here * right);
        }
    }

    private static void blend(byte[] to, int width, int y, int x, float opacity) {
        if (x < 0 || x >= width) {
            return;
        }
        int at = (y * width + x) * 3;
        for (int channel = at; channel < at + 3; channel++) {
            int value = to[channel] & 0xFF;
            to[channel] = pixel(value + (GREY - value) * opacity);
        }
    }
}
