package dev.visor.evaluation.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.detection.bootstrap.Samples;
import dev.visor.detection.bootstrap.Units;
import dev.visor.evaluation.gate.Bounds;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.metric.Scene;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                assertThat(bounds.drawn().count()).isEqualTo(90);
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
        assertThat(together.drawn().count()).isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"recall", "precision", "ap", "ar100"})
    void tenOfTenIsNotCertainty(String metric) {
        Bounds bounds = Shown.figures(flawless(10), null).bounds(Metric.parse(metric), Scope.of("car"), CONFIDENCE);
        assertThat(bounds.low()).isCloseTo(Math.pow(0.05, 0.1), ROUNDING);
        assertThat(bounds.high()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missed", "false-alarms"})
    void whatNeverHappenedMayHappenThreeTimesInAsManyPictures(String metric) {
        Bounds bounds = Shown.figures(flawless(30), null).bounds(Metric.parse(metric), Scope.WHOLE, CONFIDENCE);
        assertThat(bounds.low()).isZero();
        assertThat(bounds.high()).isCloseTo(3.0 / 30, Offset.offset(0.001));
    }

    @Test
    void nothingFoundMayStillBeALittle() {
        Observations blind = Shown.seeing(flawless(10), seen -> Sightings.NONE);
        Bounds bounds = Shown.figures(blind, null).bounds(Metric.RECALL, Scope.WHOLE, CONFIDENCE);
        assertThat(bounds.low()).isZero();
        assertThat(bounds.high()).isCloseTo(1 - Math.pow(0.05, 0.1), ROUNDING);
    }

    @Test
    void aModelThatFlipsNowhereMayStillFlipALittleExceptFromItself() {
        Observations same = flawless(10);
        Bounds other = Shown.figures(same, same).bounds(Metric.FLIP_RATE, Scope.WHOLE, CONFIDENCE);
        Bounds itself = Shown.figures(same, null).bounds(Metric.FLIP_RATE, Scope.WHOLE, CONFIDENCE);
        assertThat(other.high()).isCloseTo(1 - Math.pow(0.05, 0.1), ROUNDING);
        assertThat(itself.high()).isZero();
    }

    @Test
    void flawlessFramesOfFewClipsSayAsMuchAsThereAreClips() {
        List<String> clips =
                IntStream.range(0, 60).mapToObj(i -> "clip " + i % 12).toList();
        Bounds bounds =
                Shown.figures(flawless(60), null, Units.groups(clips)).bounds(Metric.RECALL, Scope.WHOLE, CONFIDENCE);
        assertThat(bounds.low()).isCloseTo(Math.pow(0.05, 1.0 / 12), ROUNDING);
        assertThat(bounds.drawn().telling()).isEqualTo(12);
    }

    @Test
    void onlyPicturesWithLabelsTellExceptOfFalseAlarms() {
        Scene scene = Scene.of("car", "bus");
        for (int i = 0; i < 8; i++) {
            Scene.Box car = Scene.box(0, 10, 10, 20, 20);
            scene.picture(i < 3 ? List.of(car) : List.of(), car.seen(0.9));
        }
        ObservedFigures figures = Shown.figures(scene.observations(), null);
        assertThat(telling(figures, Metric.RECALL, Scope.WHOLE)).isEqualTo(3);
        assertThat(telling(figures, Metric.AP_LARGE, Scope.WHOLE)).isZero();
        assertThat(telling(figures, Metric.RECALL, Scope.of("bus"))).isZero();
        assertThat(telling(figures, Metric.FALSE_ALARMS, Scope.of("bus"))).isEqualTo(8);
        // Every third picture is one of rain.
        assertThat(telling(figures, Metric.FALSE_ALARMS, new Scope(null, "weather=rain")))
                .isEqualTo(3);
    }

    private static int telling(ObservedFigures figures, Metric metric, Scope scope) {
        return figures.bounds(metric, scope, CONFIDENCE).drawn().telling();
    }

    /** One car a picture, found and nothing else. */
    private static Observations flawless(int pictures) {
        Scene scene = Scene.of("car");
        for (int i = 0; i < pictures; i++) {
            Scene.Box car = Scene.box(0, 10, 10, 50, 50);
            scene.picture(List.of(car), car.seen(0.9));
        }
        return scene.observations();
    }

    @Test
    void pricesAndRobustnessHaveNoInterval() {
        ObservedFigures figures = Shown.figures(GOOD, null);
        assertThatThrownBy(() -> figures.bounds(Metric.SIZE, Scope.WHOLE, CONFIDENCE))
                .hasMessageContaining("no interval of size");
    }
}
