package dev.visor.compression.calibration;

import java.util.function.DoubleUnaryOperator;

/** Proposes the range of a tensor from how often its values occur. */
public interface Calibrator {
    /** What reports call it: {@code min-max}, {@code percentile}, {@code entropy}, {@code mse}. */
    String name();

    /**
     * Proposes a range.
     *
     * @param histogram the tensor's values
     * @param lens what the next operator makes of a value; a calibrator that minimises an error measures it after the lens
     */
    Range calibrate(Histogram histogram, DoubleUnaryOperator lens);
}
