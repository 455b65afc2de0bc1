package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.Arrays;

/**
 * Blur along a line: half a Gaussian bell, strongest at one end, over {@code 2 · radius + 1} pixels, as in Michaelis et al.
 * 2019 (arXiv 1907.07484, "imagecorruptions"). It is moved so that its centre of mass lies on the pixel: theirs begins there
 * and moves things by up to 11 pixels, here they stay where their labels are. The border's pixels go on outside.
 */
final class Streak {
    /** Pixels of the line that are added at once: the sums are read and written less often. The last may weigh nothing. */
    private static final int TOGETHER = 3;

    private final int[] dx;
    private final int[] dy;
    private final float[] weights;
    private final int reach;

    /**
     * A line.
     *
     * @param radius half its length, pixels
     * @param deviation of the bell, pixels
     * @param degrees its direction; 0 is level
     */
    Streak(int radius, double deviation, double degrees) {
        int taps = (2 * radius + 1 + TOGETHER - 1) / TOGETHER * TOGETHER;
        double[] bell = new double[taps];
        double sum = 0;
        double moment = 0;
        for (int i = 0; i <= 2 * radius; i++) {
            bell[i] = StrictMath.exp(-i * i / (2 * deviation * deviation));
            sum += bell[i];
            moment += bell[i] * i;
        }
        double cos = StrictMath.cos(StrictMath.toRadians(degrees));
        double sin = StrictMath.sin(StrictMath.toRadians(degrees));
        this.dx = new int[taps];
        this.dy = new int[taps];
        this.weights = new float[taps];
        int farthest = 0;
        for (int i = 0; i < taps; i++) {
            double along = i - moment / sum;
            dx[i] = (int) StrictMath.rint(along * cos);
            dy[i] = (int) StrictMath.rint(along * sin);
            weights[i] = (float) (bell[i] / sum);
            farthest = Math.max(farthest, Math.max(Math.abs(dx[i]), Math.abs(dy[i])));
        }
        this.reach = farthest;
    }

    Picture over(Picture picture) {
        return new Picture(
                picture.width(), picture.height(), over(picture.bgr(), picture.width(), picture.height(), 3));
    }

    /** Blurs rows of pixels that have some channels each. */
    byte[] over(byte[] from, int width, int height, int channels) {
        byte[] to = new byte[from.length];
        // Only the rows that the line reaches, so that they stay in the cache.
        float[][] rows = new float[2 * reach + 1][(width + 2 * reach) * channels];
        for (int y = -reach; y < reach; y++) {
            widen(from, Math.clamp(y, 0, height - 1), width, channels, row(rows, y));
        }
        float[] sums = new float[width * channels];
        for (int y = 0; y < height; y++) {
            widen(from, Math.min(y + reach, height - 1), width, channels, row(rows, y + reach));
            Arrays.fill(sums, 0.5f);
            for (int i = 0; i < weights.length; i += TOGETHER) {
                add(sums, rows, y, i, channels);
            }
            int at = y * sums.length;
            for (int x = 0; x < sums.length; x++) {
                to[at + x] = (byte) sums[x];
            }
        }
        return to;
    }

    private static float[] row(float[][] rows, int y) {
        return rows[Math.floorMod(y, rows.length)];
    }

    private void widen(byte[] from, int y, int width, int channels, float[] row) {
        int margin = reach * channels;
        int length = width * channels;
        int at = y * length;
        for (int x = 0; x < length; x++) {
            row[margin + x] = from[at + x] & 0xFF;
        }
        for (int x = 0; x < margin; x++) {
            row[x] = row[margin + x % channels];
            row[margin + length + x] = row[margin + length - channels + x % channels];
        }
    }

    private void add(float[] sums, float[][] rows, int y, int tap, int channels) {
        float[] first = row(rows, y + dy[tap]);
        float[] second = row(rows, y + dy[tap + 1]);
        float[] third = row(rows, y + dy[tap + 2]);
        int atFirst = (reach + dx[tap]) * channels;
        int atSecond = (reach + dx[tap + 1]) * channels;
        int atThird = (reach + dx[tap + 2]) * channels;
        float one = weights[tap];
        float two = weights[tap + 1];
        float three = weights[tap + 2];
        for (int x = 0; x < sums.length; x++) {
            sums[x] += one * first[atFirst + x] + two * second[atSecond + x] + three * third[atThird + x];
        }
    }
}
