package dev.visor.compression.calibration;

import java.util.function.DoubleUnaryOperator;

/**
 * Clips as many values at each end as lie beyond a percentile of all values, zeros among them.
 */
public final class PercentileCalibrator implements Calibrator {
    private final double percentile;

    /** @param percentile of values kept at each end, 90 to 100 */
    public PercentileCalibrator(double percentile) {
        if (!(percentile >= 90 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile must be 90 to 100, was " + percentile);
        }
        this.percentile = percentile;
    }

    @Override
    public String name() {
        return "percentile";
    }

    @Override
    public Range calibrate(Histogram histogram, DoubleUnaryOperator lens) {
        long clipped = (long) Math.floor(histogram.count() * (100 - percentile) / 100);
        int low = 0;
        long below = 0;
        while (low < Histogram.BINS - 1 && below + histogram.bin(low) <= clipped) {
            below += histogram.bin(low++);
        }
        int high = Histogram.BINS - 1;
        long above = 0;
        while (high > 0 && above + histogram.bin(high) <= clipped) {
            above += histogram.bin(high--);
        }
        return Range.including(
                Math.max(histogram.edge(low), histogram.min()), Math.min(histogram.edge(high + 1), histogram.max()));
    }
}
