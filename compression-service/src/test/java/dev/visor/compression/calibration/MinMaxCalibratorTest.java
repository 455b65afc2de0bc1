package dev.visor.compression.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class MinMaxCalibratorTest {
    private final MinMaxCalibrator calibrator = new MinMaxCalibrator();

    @Test
    void coversEverythingSeen() {
        assertThat(calibrator.calibrate(Samples.gaussianWithOutliers(50), DoubleUnaryOperator.identity()))
                .isEqualTo(new Range(-50, 50));
    }

    @Test
    void includesZeroWhereNoValueComesNearIt() {
        assertThat(calibrator.calibrate(Samples.of(3f, 5f), DoubleUnaryOperator.identity()))
                .isEqualTo(new Range(0, 5));
    }
}
