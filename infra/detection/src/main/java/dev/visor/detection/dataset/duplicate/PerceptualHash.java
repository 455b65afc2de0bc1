package dev.visor.detection.dataset.duplicate;

import dev.visor.detection.image.Picture;

/**
 * Difference hash: the picture is averaged to 9 × 8 grey cells, and each of the 64 bits says whether a cell is darker
 * than the one to its right. Near pictures have near hashes.
 */
public final class PerceptualHash {
    private static final int COLUMNS = 9;
    private static final int ROWS = 8;

    private PerceptualHash() {}

    /** The 64 bits, top row first. */
    public static long of(Picture picture) {
        double[] cells = new double[COLUMNS * ROWS];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                cells[row * COLUMNS + column] = mean(picture, row, column);
            }
        }
        long hash = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS - 1; column++) {
                int at = row * COLUMNS + column;
                hash = hash << 1 | (cells[at] < cells[at + 1] ? 1 : 0);
            }
        }
        return hash;
    }

    private static double mean(Picture picture, int row, int column) {
        int top = row * picture.height() / ROWS;
        int bottom = Math.max(top + 1, (row + 1) * picture.height() / ROWS);
        int left = column * picture.width() / COLUMNS;
        int right = Math.max(left + 1, (column + 1) * picture.width() / COLUMNS);
        byte[] bgr = picture.bgr();
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            int at = (y * picture.width() + left) * 3;
            for (int x = left; x < right; x++, at += 3) {
                sum += 114L * (bgr[at] & 0xFF) + 587L * (bgr[at + 1] & 0xFF) + 299L * (bgr[at + 2] & 0xFF);
            }
        }
        return sum / 1000.0 / ((double) (bottom - top) * (right - left));
    }
}
