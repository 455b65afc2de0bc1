package dev.visor.compression.calibration;

import java.util.function.DoubleUnaryOperator;

/** From the least to the greatest value seen: nothing is clipped, outliers make all else coarse. */
public final class MinMaxCalibrator implements Calibrator {
    @Override
    public String name() {
        return "min-max";
    }

    @Override
    public Range calibrate(Histogram histogram, DoubleUnaryOperator lens) {
        return Range.including(histogram.min(), histogram.max());
    }
}
