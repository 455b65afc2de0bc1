package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.evaluation.metric.Scene.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrecisionRecallCurveTest {
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box THERE = box(0, 300, 300, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void hasAPointForEachScoreWithAllDetectionsOfIt() {
        PrecisionRecallCurve curve =
                of(Scene.of("a").picture(List.of(HERE, THERE), HERE.seen(0.9), NOWHERE.seen(0.9), THERE.seen(0.7)));
        assertThat(curve.points())
                .containsExactly(
                        new OperatingPoint(0.9, 1, 1, 1, 0.5, 0.5, 0.5),
                        new OperatingPoint(0.7, 2, 1, 0, 2.0 / 3, 1, 0.8));
        assertThat(curve.instances()).isEqualTo(2);
    }

    @Test
    void answersWhatRecallAPrecisionAllows() {
        PrecisionRecallCurve curve =
                of(Scene.of("a").picture(List.of(HERE, THERE), HERE.seen(0.9), NOWHERE.seen(0.8), THERE.seen(0.7)));
        assertThat(curve.recallAtPrecision(0.9)).isEqualTo(0.5);
        assertThat(curve.recallAtPrecision(0.6)).isEqualTo(1);
    }

    @Test
    void whatIsNeverReachedIsZero() {
        PrecisionRecallCurve curve = of(Scene.of("a").picture(List.of(HERE, THERE), NOWHERE.seen(0.9), HERE.seen(0.8)));
        assertThat(curve.recallAtPrecision(0.9)).isZero();
        assertThat(of(Scene.of("a").picture(List.of(HERE))).recallAtPrecision(0.5))
                .isZero();
    }

    @Test
    void aClassWithoutDemandedLabelsHasNothingToMeasure() {
        PrecisionRecallCurve curve =
                of(Scene.of("a").picture(List.of(HERE.asCrowd()), HERE.seen(0.9), NOWHERE.seen(0.8)));
        assertThat(curve.points()).containsExactly(new OperatingPoint(0.8, 0, 1, 0, 0, -1, -1));
        assertThat(curve.recallAtPrecision(0.5)).isEqualTo(-1);
        assertThat(curve.bestF1(0)).isEmpty();
    }

    @Test
    void aThresholdBetweenScoresIsThePointAbove() {
        PrecisionRecallCurve curve = of(Scene.of("a").picture(List.of(HERE, THERE), HERE.seen(0.9), THERE.seen(0.7)));
        assertThat(curve.at(0.8).recall()).isEqualTo(0.5);
        assertThat(curve.at(0.7).recall()).isEqualTo(1);
        assertThat(curve.at(0.95)).isEqualTo(new OperatingPoint(0.95, 0, 0, 2, -1, 0, 0));
    }

    @Test
    void keepsItsEndsAndMaximaWhenThinned() {
        PrecisionRecallCurve curve = of(fine());
        assertThat(curve.points()).hasSizeGreaterThan(500);
        PrecisionRecallCurve thin = curve.thinned(PrecisionRecallCurve.DRAWN);
        assertThat(thin.points())
                .hasSizeBetween(150, PrecisionRecallCurve.DRAWN)
                .isSubsetOf(curve.points());
        assertThat(thin.points()).first().isEqualTo(curve.points().getFirst());
        assertThat(thin.points()).last().isEqualTo(curve.points().getLast());
        assertThat(thin.bestF1(0)).isEqualTo(curve.bestF1(0));
        assertThat(curve.thinned(8).bestF1(0)).isEqualTo(curve.bestF1(0));
    }

    @Test
    void leavesAShortCurveAlone() {
        PrecisionRecallCurve curve = of(Scene.of("a").picture(List.of(HERE), HERE.seen(0.9)));
        assertThat(curve.thinned(8)).isSameAs(curve);
        assertThatIllegalArgumentException().isThrownBy(() -> curve.thinned(7)).withMessageContaining("8");
    }

    private static Scene fine() {
        Scene scene = Scene.of("a");
        for (int p = 0; p < 600; p++) {
            boolean right = p * 7919 % 1000 > p;
            scene.picture(List.of(HERE), (right ? HERE : NOWHERE).seen(1 - p / 600.0));
        }
        return scene;
    }

    private static PrecisionRecallCurve of(Scene scene) {
        return PrecisionRecallCurve.of(scene.observations()).getFirst();
    }
}
