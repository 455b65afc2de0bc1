package dev.visor.compression.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class EntropyCalibratorTest {
    private final EntropyCalibrator calibrator = new EntropyCalibrator();

    @Test
    void drawsInARangeThatOutliersStretch() {
        Range range = calibrator.calibrate(Samples.gaussianWithOutliers(40), DoubleUnaryOperator.identity());
        assertThat(range.high()).isBetween(2.0, 20.0);
        assertThat(range.low()).isBetween(-20.0, -2.0);
    }

    @Test
    void leavesAUniformDistributionNearlyAlone() {
        float[] values = new float[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 100_000f;
        }
        Range range = calibrator.calibrate(Samples.of(values), DoubleUnaryOperator.identity());
        assertThat(range.high()).isGreaterThan(0.9);
        assertThat(range.low()).isZero();
    }

    @Test
    void leavesConstantZeroAlone() {
        assertThat(calibrator.calibrate(Samples.of(0f, 0f), DoubleUnaryOperator.identity()))
                .isEqualTo(new Range(0, 0));
    }
}
