package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.evaluation.metric.Calibration.Bin;
import dev.visor.evaluation.metric.Scene.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final double EXACT = 1e-12;
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void isTheMeanOverDetectionsOfWhatBinsAreOff() {
        // Two detections of score 0.9, one right: off by 0.4. One of 0.3, wrong: off by 0.3.
        Calibration calibration = of(Scene.of("a")
                .picture(List.of(HERE), HERE.seen(0.9))
                .picture(List.of(HERE), NOWHERE.seen(0.9))
                .picture(List.of(), NOWHERE.seen(0.3)));
        assertThat(calibration.overall().dEce()).isCloseTo((2 * 0.4 + 0.3) / 3, within(EXACT));
        assertThat(calibration.overall().detections()).isEqualTo(3);
        Bin bin = calibration.overall().bins().get(22);
        assertThat(bin).isEqualTo(new Bin(0.88, 0.92, 2, 0.9, 0.5));
        assertThat(calibration.overall().bins().getFirst()).isEqualTo(new Bin(0, 0.04, 0, -1, -1));
        assertThat(calibration.overall().bins()).hasSize(25);
    }

    @Test
    void scoresThatAreTheShareOfRightOnesHaveNoError() {
        Scene scene = Scene.of("a");
        for (int p = 0; p < 4; p++) {
            scene.picture(List.of(HERE), (p < 3 ? HERE : NOWHERE).seen(0.75));
        }
        assertThat(of(scene).overall().dEce()).isZero();
    }

    @Test
    void classesAreMeasuredAloneAndTogether() {
        // One class is too modest and the other too sure; together they look right.
        Calibration calibration = of(Scene.of("a", "b")
                .picture(List.of(HERE), HERE.seen(0.5), NOWHERE.as(1).seen(0.5)));
        assertThat(calibration.overall().dEce()).isZero();
        assertThat(calibration.perClass())
                .allSatisfy(c -> assertThat(c.reliability().dEce()).isEqualTo(0.5));
    }

    @Test
    void aScoreOfOneIsInTheLastBin() {
        Calibration calibration = of(Scene.of("a").picture(List.of(HERE), HERE.seen(1)));
        assertThat(calibration.overall().bins().getLast().detections()).isEqualTo(1);
        assertThat(calibration.overall().dEce()).isZero();
    }

    @Test
    void faintDetectionsAndThoseOnIgnoredLabelsTakeNoPart() {
        Scene scene = Scene.of("a").picture(List.of(HERE.asIgnored()), HERE.seen(0.9), NOWHERE.seen(0.04));
        assertThat(of(scene).overall().detections()).isEqualTo(1);
        assertThat(Calibration.of(scene.observations(), 0.05).overall().dEce()).isEqualTo(-1);
    }

    @Test
    void withoutDetectionsThereIsNothingToMeasure() {
        assertThat(of(Scene.of("a").picture(List.of(HERE))).overall().dEce()).isEqualTo(-1);
    }

    @Test
    void aCorrectionChangesScoresAndNotWhatIsRight() {
        Scene scene = Scene.of("a").picture(List.of(HERE), HERE.seen(0.8), NOWHERE.seen(0.6));
        ScoreCorrection equal = new IsotonicCalibration(new double[] {0.5}, new double[] {0.5}, 1);
        Calibration.Reliability corrected = Calibration.reliability(
                ScoredOutcomes.of(scene.observations(), 0).corrected(equal));
        assertThat(corrected.dEce()).isZero();
        assertThat(corrected.detections()).isEqualTo(2);
    }

    private static Calibration of(Scene scene) {
        return Calibration.of(scene.observations(), 0);
    }
}
