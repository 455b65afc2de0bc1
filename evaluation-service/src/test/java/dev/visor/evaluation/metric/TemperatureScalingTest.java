package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.visor.evaluation.metric.Scene.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemperatureScalingTest {
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void findsTheTemperatureThatMakesOneScoreTheShareOfRightOnes() {
        // Three of four detections of score 0.9 are right: logit(0.9) / T = logit(0.75), so T = 2.
        TemperatureScaling fit = TemperatureScaling.fit(shares(0.9, 3, 4).observations(), 0);
        assertThat(fit.temperature()).isCloseTo(2, within(1e-12));
        assertThat(fit.apply(0.9)).isCloseTo(0.75, within(1e-12));
        assertThat(fit.detections()).isEqualTo(4);
    }

    @Test
    void makesAModestDetectorSurer() {
        assertThat(TemperatureScaling.fit(shares(0.6, 9, 10).observations(), 0).temperature())
                .isLessThan(1);
    }

    @Test
    void lowersTheErrorOfAnOverconfidentDetector() {
        var observations = shares(0.95, 7, 10).observations();
        TemperatureScaling fit = TemperatureScaling.fit(observations, 0);
        assertThat(Calibration.reliability(ScoredOutcomes.of(observations, 0).corrected(fit))
                        .dEce())
                .isLessThan(Calibration.of(observations, 0).overall().dEce());
    }

    @Test
    void keepsTheOrderOfScoresAndTheirEnds() {
        TemperatureScaling scaling = new TemperatureScaling(3, 0);
        double last = scaling.apply(0);
        assertThat(last).isZero();
        for (int i = 1; i <= 1000; i++) {
            assertThat(scaling.apply(i / 1000.0)).isGreaterThan(last);
            last = scaling.apply(i / 1000.0);
        }
        assertThat(last).isEqualTo(1);
        assertThat(scaling.apply(0.5)).isEqualTo(0.5);
    }

    @Test
    void isBoundedWhereAllIsRightOrAllIsWrong() {
        assertThat(TemperatureScaling.fit(shares(0.9, 4, 4).observations(), 0).temperature())
                .isCloseTo(0.01, within(1e-9));
        assertThat(TemperatureScaling.fit(shares(0.9, 0, 4).observations(), 0).temperature())
                .isCloseTo(100, within(1e-6));
        assertThat(TemperatureScaling.fit(shares(1, 2, 4).observations(), 0).temperature())
                .isFinite();
    }

    @Test
    void leavesScoresAloneWhereThereIsNothingToLearnFrom() {
        TemperatureScaling none =
                TemperatureScaling.fit(Scene.of("a").picture(List.of(HERE)).observations(), 0);
        assertThat(none.temperature()).isEqualTo(1);
        assertThat(none.apply(0.3)).isEqualTo(0.3);
        assertThat(TemperatureScaling.fit(shares(0.5, 1, 4).observations(), 0).temperature())
                .isEqualTo(1);
    }

    @Test
    void aTemperatureIsGreaterThanZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TemperatureScaling(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new TemperatureScaling(Double.NaN, 1));
    }

    private static Scene shares(double score, int right, int of) {
        Scene scene = Scene.of("a");
        for (int p = 0; p < of; p++) {
            scene.picture(List.of(HERE), (p < right ? HERE : NOWHERE).seen(score));
        }
        return scene;
    }
}
