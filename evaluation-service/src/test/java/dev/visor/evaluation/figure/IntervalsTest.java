package dev.visor.evaluation.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.bootstrap.Samples;
import dev.visor.detection.bootstrap.Units;
import dev.visor.evaluation.gate.Bounds;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.metric.Scene;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntervalsTest {
    private static final Observations GOOD = Scene.random(5, 90, "car", "bus");
    private static final double CONFIDENCE = 0.95;
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    static Stream<Metric> resampled() {
        return Arrays.stream(Metric.values()).filter(Metric::hasInterval);
    }

    @ParameterizedTest
    @MethodSource("resampled")
    void aModelLosesExactlyNothingAgainstItself(Metric metric) {
        ObservedFigures one = Shown.figures(GOOD, null);
        ObservedFigures same = Shown.figures(Scene.random(5, 90, "car", "bus"), null);
        for (Scope scope : ObservedFiguresTest.scopes(metric, one)) {
            Bounds loss = one.loss(metric, scope, same, CONFIDENCE);
            if (one.value(metric, scope) == -1) {
                assertThat(loss.low()).as("%s", scope).isNaN();
            } else {
                assertThat(loss.low()).as("%s", scope).isEqualTo(0);
                assertThat(loss.high()).as("%s", scope).isEqualTo(0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resampled")
    void whatIsWorseLosesWhateverIsBetter(Metric metric) {
        Observations many = Scene.random(6, 400, "car", "bus");
        ObservedFigures good = Shown.figures(many, null);
        ObservedFigures worse = Shown.figures(Shown.worse(many), many);
        Bounds loss = worse.loss(metric, Scope.WHOLE, good, CONFIDENCE);
        Bounds gain = good.loss(metric, Scope.WHOLE, worse, CONFIDENCE);
        assertThat(loss.low()).isPositive().isLessThan(loss.high());
        assertThat(gain.low()).isCloseTo(-loss.high(), ROUNDING);
        assertThat(gain.high()).isCloseTo(-loss.low(), ROUNDING);
    }

    @ParameterizedTest
    @MethodSource("resampled")
    void theEstimateIsTheFigureItself(Metric metric) {
        ObservedFigures figures = Shown.figures(GOOD, null);
        Intervals intervals = new Intervals(figures.exhibit());
        for (Scope scope : ObservedFiguresTest.scopes(metric, figures)) {
            double value = figures.value(metric, scope);
            Samples samples = intervals.samples(metric, scope);
            if (value == -1) {
                assertThat(samples.estimate()).as("%s", scope).isNaN();
            } else {
                assertThat(samples.estimate()).as("%s", scope).isCloseTo(value, ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("resampled")
    void boundsContainTheFigure(Metric metric) {
        ObservedFigures figures = Shown.figures(GOOD, null);
        for (Scope scope : List.of(Scope.WHOLE, Scope.of("bus"), new Scope(null, "size=medium"))) {
            double value = figures.value(metric, scope);
            if (value >= 0) {
                Bounds bounds = figures.bounds(metric, scope, CONFIDENCE);
                assertThat(value).as("%s", scope).isBetween(bounds.low(), bounds.high());
                assertThat(bounds.pictures()).isEqualTo(90);
            }
        }
    }

    @Test
    void flipsAreResampledByPictureInEverySlice() {
        ObservedFigures figures = Shown.figures(Shown.worse(GOOD), GOOD);
        Intervals intervals = new Intervals(figures.exhibit());
        for (Scope scope : ObservedFiguresTest.scopes(Metric.FLIP_RATE, figures)) {
            Samples samples = intervals.samples(Metric.FLIP_RATE, scope);
            assertThat(samples.estimate()).as("%s", scope).isCloseTo(figures.value(Metric.FLIP_RATE, scope), ROUNDING);
        }
        Bounds bounds = figures.bounds(Metric.FLIP_RATE, Scope.WHOLE, CONFIDENCE);
        assertThat(bounds.low()).isBetween(0.05, figures.value(Metric.FLIP_RATE, Scope.WHOLE));
        assertThat(bounds.high()).isGreaterThan(bounds.low());
    }

    @Test
    void greaterConfidenceIsWider() {
        ObservedFigures figures = Shown.figures(GOOD, null);
        Bounds usual = figures.bounds(Metric.AP, Scope.WHOLE, 0.9);
        Bounds sure = figures.bounds(Metric.AP, Scope.WHOLE, 0.99);
        assertThat(sure.low()).isLessThan(usual.low());
        assertThat(sure.high()).isGreaterThan(usual.high());
    }

    @ParameterizedTest
    @MethodSource("resampled")
    void framesOfOneClipSayLittleMoreThanOneOfThem(Metric metric) {
        // Each scene ten times: as pictures there seem to be ten times as many.
        List<Observation> frames = new ArrayList<>();
        List<String> clips = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            for (int frame = 0; frame < 10; frame++) {
                frames.add(GOOD.pictures().get(i));
                clips.add("clip " + i);
            }
        }
        Observations film = new Observations(GOOD.classes(), frames);
        Bounds alone = Shown.figures(film, null).bounds(metric, Scope.WHOLE, CONFIDENCE);
        Bounds together = Shown.figures(film, null, Units.groups(clips)).bounds(metric, Scope.WHOLE, CONFIDENCE);
        if (alone.high() > alone.low()) {
            assertThat(together.high() - together.low()).isGreaterThan(2 * (alone.high() - alone.low()));
        }
        assertThat(together.pictures()).isEqualTo(30);
    }

    @Test
    void pricesAndRobustnessHaveNoInterval() {
        ObservedFigures figures = Shown.figures(GOOD, null);
        assertThatThrownBy(() -> figures.bounds(Metric.SIZE, Scope.WHOLE, CONFIDENCE))
                .hasMessageContaining("no interval of size");
    }
}
