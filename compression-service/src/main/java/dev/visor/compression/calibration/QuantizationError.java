package dev.visor.compression.calibration;

import java.util.function.DoubleUnaryOperator;

/**
 * Mean squared error that a quantised tensor has after the operator that reads it:
 * {@code Σ h_b · (lens(x_b) − lens(Q(x_b)))² / Σ h_b} over the bins of a histogram. Zeros have none.
 */
final class QuantizationError {
    private final Histogram histogram;
    private final DoubleUnaryOperator lens;
    private final int firstUsed;
    private final int lastUsed;
    private final double[] exact;

    QuantizationError(Histogram histogram, DoubleUnaryOperator lens) {
        this.histogram = histogram;
        this.lens = lens;
        int first = 0;
        while (first < Histogram.BINS - 1 && histogram.bin(first) == 0) {
            first++;
        }
        int last = Histogram.BINS - 1;
        while (last > first && histogram.bin(last) == 0) {
            last--;
        }
        firstUsed = first;
        lastUsed = last;
        exact = new double[Histogram.BINS];
        for (int i = first; i <= last; i++) {
            exact[i] = lens.applyAsDouble(value(i));
        }
    }

    /** The error of this range. */
    double of(Range range) {
        if (histogram.count() == 0) {
            return 0;
        }
        double scale = range.scale();
        int zero = range.zeroPoint();
        double[] levels = new double[256];
        for (int q = 0; q < 256; q++) {
            levels[q] = lens.applyAsDouble((q - zero) * scale);
        }
        double sum = 0;
        for (int i = firstUsed; i <= lastUsed; i++) {
            long n = histogram.bin(i);
            if (n != 0) {
                int q = (int) Math.clamp(Math.rint(value(i) / scale) + zero, 0, 255);
                double d = exact[i] - levels[q];
                sum += n * d * d;
            }
        }
        return sum / histogram.count();
    }

    /** Middle of the bin, moved inside what was really seen. */
    private double value(int bin) {
        return Math.clamp(histogram.center(bin), (double) histogram.min(), (double) histogram.max());
    }
}
