package dev.visor.compression.calibration;

import java.util.function.DoubleUnaryOperator;

/**
 * The range of least mean squared error after the lens: the best of halves, quarters and so on of both ends together, then
 * 100 fractions of each end in turn until neither moves. Ends taken in turn alone would stay where a step too coarse for
 * one makes the other indifferent: values far below zero that SiLU flattens have such ranges. Default of several
 * published toolkits (Sony MCT and others).
 */
public final class MseCalibrator implements Calibrator {
    private static final int STEPS = 100;
    private static final int ROUNDS = 4;
    private static final int HALVINGS = 7;

    @Override
    public String name() {
        return "mse";
    }

    @Override
    public Range calibrate(Histogram histogram, DoubleUnaryOperator lens) {
        Range full = Range.including(histogram.min(), histogram.max());
        QuantizationError error = new QuantizationError(histogram, lens);
        Range best = full;
        double least = error.of(full);
        for (int h = 0; h <= HALVINGS; h++) {
            for (int l = 0; l <= HALVINGS; l++) {
                Range candidate = new Range(Math.scalb(full.low(), -l), Math.scalb(full.high(), -h));
                double e = error.of(candidate);
                if (e < least) {
                    least = e;
                    best = candidate;
                }
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            Range before = best;
            for (int step = 1; step <= STEPS; step++) {
                Range candidate = new Range(best.low(), full.high() * step / STEPS);
                double e = error.of(candidate);
                if (e < least) {
                    least = e;
                    best = candidate;
                }
            }
            for (int step = 1; step <= STEPS; step++) {
                Range candidate = new Range(full.low() * step / STEPS, best.high());
                double e = error.of(candidate);
                if (e < least) {
                    least = e;
                    best = candidate;
                }
            }
            if (best.equals(before)) {
                break;
            }
        }
        return best;
    }
}
