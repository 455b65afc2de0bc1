package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.accuracy.BestThreshold;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.Scene.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestThresholdsTest {
    private static final double FLOOR = 0.05;
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box THERE = box(0, 300, 300, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void eachClassHasTheScoreOfItsLastDetectionThatPays() {
        BestThresholds best = of(Scene.of("a", "b")
                .picture(List.of(HERE, THERE), HERE.seen(0.9), THERE.seen(0.4), NOWHERE.seen(0.3))
                .picture(List.of(HERE.as(1)), HERE.as(1).seen(0.2)));
        assertThat(best.thresholds()).containsExactly(0.4, 0.2);
        assertThat(best.perClass().getFirst().fitted()).isEqualTo(new OperatingPoint(0.4, 2, 0, 0, 1, 1, 1));
    }

    @Test
    void theCommonThresholdStandsBeside() {
        BestThresholds best = BestThresholds.of(
                Scene.of("a", "b")
                        .picture(List.of(HERE), HERE.seen(0.9), NOWHERE.seen(0.3))
                        .picture(List.of(HERE.as(1)), HERE.as(1).seen(0.2))
                        .observations(),
                0.2,
                FLOOR);
        assertThat(best.perClass().get(0).atCommon()).isEqualTo(OperatingPoint.of(0.2, 1, 1, 1));
        assertThat(best.perClass().get(1).atCommon().f1()).isEqualTo(1);
        assertThat(best.common()).isEqualTo(0.2);
    }

    @Test
    void ofEqualsTheGreaterIsTaken() {
        // F1 is 2/3 after the first and again after the fourth.
        BestThresholds best = of(Scene.of("a")
                .picture(List.of(HERE, THERE), HERE.seen(0.9), NOWHERE.seen(0.8), NOWHERE.seen(0.7), THERE.seen(0.6)));
        assertThat(best.thresholds()).containsExactly(0.9);
    }

    @Test
    void detectionsOfEqualScoreCountTogether() {
        BestThresholds best =
                of(Scene.of("a").picture(List.of(HERE, THERE), HERE.seen(0.9), THERE.seen(0.5), NOWHERE.seen(0.5)));
        assertThat(best.thresholds()).containsExactly(0.5);
        assertThat(best.perClass().getFirst().fitted().wrong()).isEqualTo(1);
    }

    @Test
    void noThresholdIsBelowTheFloor() {
        BestThresholds best = of(Scene.of("a").picture(List.of(HERE, THERE), HERE.seen(0.6), THERE.seen(0.01)));
        assertThat(best.thresholds()).containsExactly(0.6);
    }

    @Test
    void theFloorStaysWhereNothingIsRightOrNothingIsDemanded() {
        BestThresholds best = of(Scene.of("a", "b")
                .picture(List.of(HERE), NOWHERE.seen(0.9), HERE.as(1).seen(0.8)));
        assertThat(best.thresholds()).containsExactly(FLOOR, FLOOR);
        assertThat(best.perClass().get(0).fitted()).isEqualTo(new OperatingPoint(FLOOR, 0, 1, 1, 0, 0, 0));
        assertThat(of(Scene.of("a")).thresholds()).containsExactly(FLOOR);
    }

    @Test
    void ofOneClassIsTheCommonOne() {
        for (int seed = 0; seed < 100; seed++) {
            Observations observations = Scene.random(seed, 10, "a");
            double common = BestThreshold.of(MatchTable.of(observations), 0);
            assertThat(BestThresholds.of(observations, common, 0).thresholds()).containsExactly(common);
        }
    }

    private static BestThresholds of(Scene scene) {
        return BestThresholds.of(scene.observations(), 0.5, FLOOR);
    }
}
