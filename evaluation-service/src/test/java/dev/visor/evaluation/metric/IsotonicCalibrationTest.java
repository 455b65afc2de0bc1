package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.Scene.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsotonicCalibrationTest {
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void poolsScoresWhoseOutcomesFall() {
        // By rising score: wrong, right, wrong, right. The middle two are pooled.
        IsotonicCalibration fit = fit(Scene.of("a")
                .picture(List.of(), NOWHERE.seen(0.2))
                .picture(List.of(HERE), HERE.seen(0.4))
                .picture(List.of(), NOWHERE.seen(0.6))
                .picture(List.of(HERE), HERE.seen(0.8)));
        assertThat(fit.scores()).containsExactly(0.2, 0.4, 0.6, 0.8);
        assertThat(fit.values()).containsExactly(0, 0.5, 0.5, 1);
        assertThat(fit.apply(0.5)).isEqualTo(0.5);
    }

    @Test
    void isStraightBetweenBreakpointsAndConstantOutside() {
        IsotonicCalibration map = new IsotonicCalibration(new double[] {0.2, 0.6}, new double[] {0.1, 0.5}, 2);
        assertThat(map.apply(0.3)).isCloseTo(0.2, within(1e-15));
        assertThat(map.apply(0)).isEqualTo(0.1);
        assertThat(map.apply(1)).isEqualTo(0.5);
        assertThat(map.apply(0.6)).isEqualTo(0.5);
    }

    @Test
    void equalScoresHaveOneValue() {
        IsotonicCalibration fit = fit(Scene.of("a").picture(List.of(HERE), HERE.seen(0.7), NOWHERE.seen(0.7)));
        assertThat(fit.scores()).containsExactly(0.7);
        assertThat(fit.values()).containsExactly(0.5);
    }

    @Test
    void neverFallsAndLeavesNoErrorWhereItWasFitted() {
        for (int seed = 0; seed < 30; seed++) {
            Observations observations = Scene.random(seed, 30, "a", "b");
            IsotonicCalibration fit = IsotonicCalibration.fit(observations, 0.05);
            assertThat(fit.values()).isSorted();
            assertThat(fit.scores()).isSorted().doesNotHaveDuplicates();
            double last = fit.apply(0);
            for (int i = 1; i <= 500; i++) {
                assertThat(fit.apply(i / 500.0)).isGreaterThanOrEqualTo(last);
                last = fit.apply(i / 500.0);
            }
            assertThat(Calibration.reliability(
                                    ScoredOutcomes.of(observations, 0.05).corrected(fit))
                            .dEce())
                    .isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void correctsOtherPicturesThanThoseItWasFittedOn() {
        Observations judged = Scene.random(1, 400, "a");
        IsotonicCalibration fit = IsotonicCalibration.fit(Scene.random(2, 400, "a"), 0.05);
        assertThat(Calibration.reliability(ScoredOutcomes.of(judged, 0.05).corrected(fit))
                        .dEce())
                .isLessThan(Calibration.of(judged, 0.05).overall().dEce());
    }

    @Test
    void leavesScoresAloneWhereThereIsNothingToLearnFrom() {
        IsotonicCalibration none = fit(Scene.of("a").picture(List.of(HERE)));
        assertThat(none.apply(0.37)).isEqualTo(0.37);
        assertThat(none.detections()).isZero();
    }

    @Test
    void aMapHasAsManyScoresAsValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IsotonicCalibration(new double[] {1}, new double[0], 1))
                .withMessageContaining("1 and 0");
    }

    private static IsotonicCalibration fit(Scene scene) {
        return IsotonicCalibration.fit(scene.observations(), 0);
    }
}
