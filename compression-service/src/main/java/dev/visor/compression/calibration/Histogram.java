package dev.visor.compression.calibration;

import java.util.Arrays;

/**
 * How often a tensor's values occur, gathered in one pass over any number of pictures in constant memory: 2048 bins of
 * one width whose edges are multiples of it, so that zero is an edge. When values fall outside, the window moves, and
 * when it is too narrow neighbouring bins merge and the width doubles. Exact zeros are counted apart, since every
 * quantisation here keeps zero exact. Values that are not finite are counted and left out. Not thread-safe.
 */
public final class Histogram {
    /** How many bins there are. */
    public static final int BINS = 2048;

    private final long[] bins = new long[BINS];
    private double width;
    /** Bin 0 covers {@code [first · width, (first + 1) · width)}. */
    private long first;

    private long zeros;
    private long notFinite;
    private long count;
    private float min = Float.POSITIVE_INFINITY;
    private float max = Float.NEGATIVE_INFINITY;

    /** Counts the first {@code length} values. */
    public void add(float[] values, int length) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        if (low >= -Float.MAX_VALUE && high <= Float.MAX_VALUE) {
            addFinite(values, length, low, high);
        } else if (length > 0) {
            float[] finite = new float[length];
            int kept = 0;
            for (int i = 0; i < length; i++) {
                if (Float.isFinite(values[i])) {
                    finite[kept++] = values[i];
                }
            }
            notFinite += length - kept;
            add(finite, kept);
        }
    }

    private void addFinite(float[] values, int length, float low, float high) {
        min = Math.min(min, low);
        max = Math.max(max, high);
        cover(low, high);
        count += length;
        if (width == 0) {
            zeros += length;
            return;
        }
        // The width is a power of two, so the product is exact and truncating what isn't negative is rounding down.
        double perUnit = 1 / width;
        long none = 0;
        for (int i = 0; i < length; i++) {
            float v = values[i];
            if (v == 0) {
                none++;
            } else {
                bins[(int) (v * perUnit - first)]++;
            }
        }
        zeros += none;
    }

    private void cover(float low, float high) {
        double span = Math.max(Math.abs((double) low), Math.abs((double) high));
        if (span == 0) {
            return;
        }
        if (width == 0) {
            // A power of two keeps edges exact through every doubling.
            width = Math.scalb(1.0, Math.getExponent(2 * span / (BINS / 2.0)));
            width = Math.max(width, Float.MIN_NORMAL);
            first = (long) Math.floor(low / width);
        }
        while (true) {
            long wantedFirst = Math.min((long) Math.floor(low / width), lowestUsed());
            long wantedLast = Math.max((long) Math.floor(high / width), highestUsed());
            if (wantedLast - wantedFirst < BINS) {
                if (wantedFirst < first || wantedLast >= first + BINS) {
                    moveTo(wantedFirst);
                }
                return;
            }
            widen();
        }
    }

    private long lowestUsed() {
        for (int i = 0; i < BINS; i++) {
            if (bins[i] != 0) {
                return first + i;
            }
        }
        return Long.MAX_VALUE;
    }

    private long highestUsed() {
        for (int i = BINS - 1; i >= 0; i--) {
            if (bins[i] != 0) {
                return first + i;
            }
        }
        return Long.MIN_VALUE;
    }

    private void moveTo(long newFirst) {
        long[] moved = new long[BINS];
        for (int i = 0; i < BINS; i++) {
            if (bins[i] != 0) {
                moved[Math.toIntExact(first + i - newFirst)] = bins[i];
            }
        }
        System.arraycopy(moved, 0, bins, 0, BINS);
        first = newFirst;
    }

    private void widen() {
        long[] merged = new long[BINS];
        long newFirst = Math.floorDiv(first, 2);
        for (int i = 0; i < BINS; i++) {
            if (bins[i] != 0) {
                merged[Math.toIntExact(Math.floorDiv(first + i, 2) - newFirst)] += bins[i];
            }
        }
        System.arraycopy(merged, 0, bins, 0, BINS);
        first = newFirst;
        width *= 2;
    }

    /** Count of bin {@code index}, exact zeros left out. */
    public long bin(int index) {
        return bins[index];
    }

    /** Lower edge of bin {@code index}; {@code edge(BINS)} is the end of the last. */
    public double edge(int index) {
        return (first + index) * width;
    }

    /** Middle of bin {@code index}. */
    public double center(int index) {
        return (first + index + 0.5) * width;
    }

    /** Width of every bin; 0 while nothing but zeros was seen. */
    public double width() {
        return width;
    }

    /** How many values are exactly 0. */
    public long zeros() {
        return zeros;
    }

    /** How many finite values there are. */
    public long count() {
        return count;
    }

    /** How many values are NaN or infinite. */
    public long notFinite() {
        return notFinite;
    }

    /** Least finite value; 0 while there is none. */
    public float min() {
        return count == 0 ? 0 : min;
    }

    /** Greatest finite value; 0 while there is none. */
    public float max() {
        return count == 0 ? 0 : max;
    }

    /** The bin that a value falls into, the nearest one for values outside. */
    int indexOf(double value) {
        return width == 0 ? 0 : (int) Math.clamp((long) Math.floor(value / width) - first, 0, BINS - 1);
    }

    @Override
    public String toString() {
        return "%d values from %s to %s in %d bins of %s"
                .formatted(
                        count,
                        min(),
                        max(),
                        Arrays.stream(bins).filter(b -> b > 0).count(),
                        width);
    }
}
