package dev.visor.compression.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RangeSelectorTest {
    private final RangeSelector selector = new RangeSelector(List.of(
            new MinMaxCalibrator(), new PercentileCalibrator(99.99), new EntropyCalibrator(), new MseCalibrator()));

    @Test
    void takesTheProposalOfLeastError() {
        Histogram histogram = Samples.gaussianWithOutliers(40);
        RangeSelector.Choice choice = selector.select(histogram, DoubleUnaryOperator.identity());
        QuantizationError error = new QuantizationError(histogram, DoubleUnaryOperator.identity());
        for (Calibrator calibrator : List.of(new MinMaxCalibrator(), new EntropyCalibrator(), new MseCalibrator())) {
            assertThat(choice.meanSquaredError())
                    .isLessThanOrEqualTo(error.of(calibrator.calibrate(histogram, DoubleUnaryOperator.identity())));
        }
        assertThat(choice.calibrator()).isNotEqualTo("min-max");
    }

    @Test
    void considersTheSymmetricRangeOfEachProposal() {
        Histogram histogram = Samples.gaussianWithOutliers(3);
        DoubleUnaryOperator lens = DoubleUnaryOperator.identity();
        QuantizationError error = new QuantizationError(histogram, lens);
        double symmetric =
                error.of(new MseCalibrator().calibrate(histogram, lens).symmetric());
        assertThat(selector.select(histogram, lens).meanSquaredError()).isLessThanOrEqualTo(symmetric);
    }

    @Test
    void leavesNothingOutWhereClippingGainsNothing() {
        assertThat(selector.select(Samples.of(-1f, 1f), DoubleUnaryOperator.identity())
                        .calibrator())
                .isEqualTo("min-max");
    }

    @Test
    void needsACalibrator() {
        assertThatThrownBy(() -> new RangeSelector(List.of())).hasMessageContaining("at least one calibrator");
    }
}
