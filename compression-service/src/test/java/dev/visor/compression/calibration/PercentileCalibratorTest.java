package dev.visor.compression.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PercentileCalibratorTest {
    @Test
    void clipsOutliersAtBothEnds() {
        Range range = new PercentileCalibrator(99.9)
                .calibrate(Samples.gaussianWithOutliers(8), DoubleUnaryOperator.identity());
        assertThat(range.high()).isCloseTo(3.1, within(0.3));
        assertThat(range.low()).isCloseTo(-3.1, within(0.3));
    }

    @Test
    void leavesTheRangeAloneAtAHundredPercent() {
        Range range = new PercentileCalibrator(100)
                .calibrate(Samples.gaussianWithOutliers(8), DoubleUnaryOperator.identity());
        assertThat(range).isEqualTo(new Range(-8, 8));
    }

    @Test
    void refusesAPercentileOutOfRange() {
        assertThatThrownBy(() -> new PercentileCalibrator(50)).hasMessage("percentile must be 90 to 100, was 50.0");
    }
}
