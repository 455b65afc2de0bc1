package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.evaluation.metric.Scene.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrectedCalibrationTest {
    private static final double EXACT = 1e-12;
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void whatOneHalfTeachesCorrectsTheOther() {
        // Of each half's four detections of score 0.9 three are right: off by 0.15, and both corrections say 0.75.
        Scene scene = Scene.of("a");
        for (int p = 0; p < 8; p++) {
            scene.picture(List.of(HERE), (p < 6 ? HERE : NOWHERE).seen(0.9));
        }
        CorrectedCalibration corrected = of(scene);
        assertThat(corrected.dEce()).isCloseTo(0.15, within(EXACT));
        assertThat(corrected.dEceByTemperature()).isCloseTo(0, within(EXACT));
        assertThat(corrected.dEceByIsotonic()).isCloseTo(0, within(EXACT));
        assertThat(corrected.detections()).isEqualTo(8);
    }

    @Test
    void noCorrectionIsJudgedOnThePicturesItWasFittedOn() {
        // Even pictures are all right and odd ones all wrong: each half teaches the other what is untrue there.
        Scene scene = Scene.of("a");
        for (int p = 0; p < 8; p++) {
            scene.picture(List.of(HERE), (p % 2 == 0 ? HERE : NOWHERE).seen(0.7));
        }
        CorrectedCalibration corrected = of(scene);
        assertThat(corrected.dEce()).isCloseTo(0.2, within(EXACT));
        assertThat(corrected.dEceByIsotonic())
                .as("0 where all is right and 1 where nothing is")
                .isEqualTo(1);
    }

    @Test
    void scoresOfTruthfulDetectorsAreLeftAlone() {
        Scene scene = Scene.of("a");
        for (int p = 0; p < 8; p++) {
            scene.picture(List.of(HERE), (p < 6 ? HERE : NOWHERE).seen(0.75));
        }
        assertThat(of(scene)).isEqualTo(new CorrectedCalibration(0, 0, 0, 8));
    }

    @Test
    void aHalfWithoutDetectionsTeachesNothing() {
        Scene scene = Scene.of("a").picture(List.of(HERE), NOWHERE.seen(0.9)).picture(List.of(HERE));
        CorrectedCalibration corrected = of(scene);
        assertThat(corrected).isEqualTo(new CorrectedCalibration(0.9, 0.9, 0.9, 1));
        assertThat(of(Scene.of("a").picture(List.of(HERE), HERE.seen(0.8))).detections())
                .as("one picture")
                .isEqualTo(1);
    }

    @Test
    void withoutDetectionsThereIsNothingToMeasure() {
        assertThat(of(Scene.of("a").picture(List.of(HERE)))).isEqualTo(new CorrectedCalibration(-1, -1, -1, 0));
    }

    private static CorrectedCalibration of(Scene scene) {
        return CorrectedCalibration.of(scene.observations(), 0);
    }
}
