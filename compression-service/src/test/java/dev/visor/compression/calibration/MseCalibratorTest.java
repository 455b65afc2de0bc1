package dev.visor.compression.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class MseCalibratorTest {
    private static final DoubleUnaryOperator SILU = x -> x / (1 + Math.exp(-x));

    private final MseCalibrator calibrator = new MseCalibrator();

    @Test
    void clipsRareOutliersWhereThatLosesLess() {
        Histogram histogram = Samples.gaussianWithOutliers(40);
        Range best = calibrator.calibrate(histogram, DoubleUnaryOperator.identity());
        QuantizationError error = new QuantizationError(histogram, DoubleUnaryOperator.identity());
        assertThat(error.of(best)).isLessThan(error.of(new Range(-40, 40)));
        assertThat(best.high()).isLessThan(40);
    }

    @Test
    void leavesARangeAloneThatEveryValueNeeds() {
        assertThat(calibrator.calibrate(Samples.of(-1f, -1f, 1f, 1f), DoubleUnaryOperator.identity()))
                .isEqualTo(new Range(-1, 1));
    }

    @Test
    void givesUpNegativeValuesThatTheActivationFunctionFlattensAnyway() {
        Histogram histogram = Samples.of(spread(-30, 6));
        Range plain = calibrator.calibrate(histogram, DoubleUnaryOperator.identity());
        Range throughSilu = calibrator.calibrate(histogram, SILU);
        assertThat(throughSilu.low()).isGreaterThan(plain.low() / 2);
    }

    @Test
    void isNotCaughtWhereOneEndIsTooFarOutForTheOtherToMatter() {
        Histogram histogram = Samples.of(spread(-60, -20));
        float[] middle = spread(-3, 5);
        histogram.add(middle, middle.length / 10);
        float[] rare = spread(5, 14);
        histogram.add(rare, rare.length / 100);
        QuantizationError error = new QuantizationError(histogram, SILU);
        double least = Double.MAX_VALUE;
        for (double low = -60; low < 0; low += 0.5) {
            for (double high = 0.5; high <= 14; high += 0.5) {
                least = Math.min(least, error.of(new Range(low, high)));
            }
        }
        assertThat(error.of(calibrator.calibrate(histogram, SILU))).isLessThan(1.1 * least);
    }

    private static float[] spread(float from, float to) {
        float[] values = new float[50_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = from + (to - from) * i / values.length;
        }
        return values;
    }
}
