package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A lens out of focus: each pixel is the mean over a disk, whose rim a small Gaussian softens. Radii as in Michaelis et al.
 * 2019 (arXiv 1907.07484, "imagecorruptions"); the Gaussian has a deviation of 0.5 pixels (theirs 0.1, which is none, at
 * severity 1). The border's pixels go on outside.
 */
final class Defocus extends Corruption {
    private static final int[] RADIUS = {3, 4, 6, 8, 10};

    /** 256ths of the Gaussian over three pixels. */
    private static final int SIDE = 27;

    private static final int MIDDLE = 256 - 2 * SIDE;

    /** Of the sums, besides the pixel's 8: what is left of the Gaussian's 16. */
    private static final int BITS = 4;

    Defocus() {
        super("defocus");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        int radius = RADIUS[level];
        int[] halves = new int[2 * radius + 1];
        int area = 0;
        for (int dy = -radius; dy <= radius; dy++) {
            halves[dy + radius] = (int) Math.sqrt(radius * radius - dy * dy);
            area += 2 * halves[dy + radius] + 1;
        }
        int width = picture.width();
        int height = picture.height();
        byte[] to = new byte[picture.bgr().length];
        // Sums from the left of the rows that the disk covers: a row of the disk is a difference of two.
        int[][] rows = new int[2 * radius + 1][(width + 2 * radius + 1) * 3];
        int[] soft = new int[width * 3];
        for (int y = -radius; y < radius; y++) {
            sums(picture, y, radius, soft, rows[Math.floorMod(y, rows.length)]);
        }
        int[] disk = new int[width * 3];
        float scale = 1f / (area << BITS);
        for (int y = 0; y < height; y++) {
            sums(picture, y + radius, radius, soft, rows[Math.floorMod(y + radius, rows.length)]);
            Arrays.fill(disk, 0);
            for (int dy = -radius; dy <= radius; dy++) {
                int half = halves[dy + radius];
                add(disk, rows[Math.floorMod(y + dy, rows.length)], (radius - half) * 3, (radius + half + 1) * 3);
            }
            int at = y * disk.length;
            for (int x = 0; x < disk.length; x++) {
                to[at + x] = (byte) (disk[x] * scale + 0.5f);
            }
        }
        return new Picture(width, height, to);
    }

    private static void add(int[] disk, int[] sums, int from, int to) {
        for (int x = 0; x < disk.length; x++) {
            disk[x] += sums[to + x] - sums[from + x];
        }
    }

    /** Softens a row and sums it up from the left, the margins included; sums may overflow, their differences don't. */
    private static void sums(Picture picture, int y, int margin, int[] soft, int[] sums) {
        byte[] from = picture.bgr();
        int length = soft.length;
        int last = picture.height() - 1;
        int above = Math.clamp(y - 1, 0, last) * length;
        int here = Math.clamp(y, 0, last) * length;
        int below = Math.clamp(y + 1, 0, last) * length;
        for (int x = 0; x < length; x++) {
            soft[x] = SIDE * ((from[above + x] & 0xFF) + (from[below + x] & 0xFF)) + MIDDLE * (from[here + x] & 0xFF);
        }
        int right = length - 3;
        for (int channel = 0; channel < 3; channel++) {
            int sum = 0;
            sums[channel] = 0;
            for (int x = -margin * 3; x < length + margin * 3; x += 3) {
                int left = Math.clamp(x - 3, 0, right) + channel;
                int middle = Math.clamp(x, 0, right) + channel;
                int next = Math.clamp(x + 3, 0, right) + channel;
                sum += SIDE * (soft[left] + soft[next]) + MIDDLE * soft[middle] + (1 << 15 - BITS) >> 16 - BITS;
                sums[x + (margin + 1) * 3 + channel] = sum;
            }
        }
    }
}
