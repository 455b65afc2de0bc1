package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.Alarms.ClassAlarms;
import dev.visor.evaluation.metric.Scene.Box;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private static final double[] THRESHOLDS = {0.5, 0.3};
    private static final Box HELMET = box(0, 0, 0, 100, 100);
    private static final Box BARE = box(1, 300, 300, 100, 100);
    private static final Box NOWHERE = box(1, 600, 0, 50, 50);

    @Test
    void countsMissedLabelsAndFalseAlarmsOfEachClass() {
        Alarms alarms = of(Scene.of("with helmet", "without helmet")
                .picture(List.of(HELMET, BARE), HELMET.seen(0.4), BARE.seen(0.4))
                .picture(List.of(BARE), NOWHERE.seen(0.3), BARE.as(0).seen(0.9))
                .picture(List.of())
                .picture(List.of()));
        assertThat(alarms.perClass())
                .containsExactly(
                        new ClassAlarms("with helmet", 1, 1, 1, 0.25, 1, 0.25),
                        new ClassAlarms("without helmet", 2, 1, 0.5, 0.25, 1, 0.25));
    }

    @Test
    void aSecondDetectionAndABadlyPlacedOneAreFalseAlarms() {
        Alarms alarms = of(Scene.of("a", "b")
                .picture(
                        List.of(BARE),
                        BARE.seen(0.9),
                        BARE.seen(0.8),
                        BARE.movedBy(60).seen(0.7)));
        assertThat(alarms.perClass().get(1).falseAlarms()).isEqualTo(2);
        assertThat(alarms.perClass().get(1).missed()).isZero();
    }

    @Test
    void crowdsAndIgnoredLabelsAreNeitherMissedNorAlarms() {
        Alarms alarms = of(Scene.of("a", "b")
                .picture(List.of(BARE.asCrowd(), HELMET.asIgnored()), BARE.seen(0.9), HELMET.seen(0.9)));
        assertThat(alarms.perClass())
                .containsExactly(new ClassAlarms("a", 0, 0, -1, 0, 0, 0), new ClassAlarms("b", 0, 0, -1, 0, 0, 0));
    }

    @Test
    void theCountsOfPicturesSumToTheWhole() {
        Observations observations = Scene.random(3, 40, "a", "b");
        Alarms alarms = Alarms.of(observations, THRESHOLDS);
        List<Alarms.ByPicture> pictures = Alarms.byPicture(observations, THRESHOLDS);
        for (int k = 0; k < 2; k++) {
            assertThat(IntStream.of(pictures.get(k).missed()).sum())
                    .isEqualTo(alarms.perClass().get(k).missed())
                    .isPositive();
            assertThat(pictures.get(k).falseAlarms()).hasSize(40);
        }
    }

    @Test
    void agreesWithTheCurveAtTheSameThreshold() {
        Observations observations = Scene.random(4, 60, "a", "b");
        Alarms alarms = Alarms.of(observations, THRESHOLDS);
        List<PrecisionRecallCurve> curves = PrecisionRecallCurve.of(observations);
        for (int k = 0; k < 2; k++) {
            OperatingPoint point = curves.get(k).at(THRESHOLDS[k]);
            assertThat(alarms.perClass().get(k).missed()).isEqualTo(point.missed());
            assertThat(alarms.perClass().get(k).falseAlarms()).isEqualTo(point.wrong());
        }
    }

    @Test
    void withoutPicturesThereIsNothingToMeasure() {
        assertThat(of(Scene.of("a", "b")).perClass().getFirst().falseAlarmsPerImage())
                .isEqualTo(-1);
    }

    private static Alarms of(Scene scene) {
        return Alarms.of(scene.observations(), THRESHOLDS);
    }
}
