package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.Scene.Box;
import dev.visor.evaluation.metric.matching.Ranking;
import dev.visor.evaluation.metric.matching.Reported;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box THERE = box(0, 300, 300, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void rowsAreLabelledAndColumnsReported() {
        ConfusionMatrix matrix = of(Scene.of("a", "b")
                .picture(
                        List.of(HERE, THERE, box(1, 0, 300, 40, 40)),
                        HERE.seen(0.9),
                        THERE.as(1).seen(0.8),
                        NOWHERE.as(1).seen(0.7)));
        assertThat(matrix.counts()).isDeepEqualTo(new int[][] {
            {1, 1, 0},
            {0, 0, 1},
            {0, 1, 0}
        });
    }

    @Test
    void theBoxThatFitsBestIsPairedWhateverItsClass() {
        ConfusionMatrix matrix = of(Scene.of("a", "b")
                .picture(List.of(HERE), HERE.movedBy(10).seen(0.9), HERE.as(1).seen(0.6)));
        assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{0, 1, 0}, {0, 0, 0}, {1, 0, 0}});
    }

    @Test
    void eachClassIsReportedFromItsOwnThresholdOn() {
        Scene scene = Scene.of("a", "b")
                .picture(List.of(HERE, THERE.as(1)), HERE.seen(0.5), THERE.as(1).seen(0.5));
        int[][] counts = ConfusionMatrix.of(scene.observations(), new double[] {0.5, 0.51})
                .counts();
        assertThat(counts).isDeepEqualTo(new int[][] {{1, 0, 0}, {0, 0, 1}, {0, 0, 0}});
    }

    @Test
    void ignoredLabelsAndCrowdsLeaveNoTrace() {
        ConfusionMatrix matrix = of(Scene.of("a", "b")
                .picture(
                        List.of(HERE.asCrowd(), THERE.asIgnored()),
                        box(0, 10, 10, 20, 20).seen(0.9),
                        box(1, 50, 50, 20, 20).seen(0.9),
                        THERE.as(1).seen(0.9),
                        THERE.seen(0.8)));
        assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{0, 0, 0}, {0, 0, 0}, {1, 0, 0}});
        assertThat(matrix.ignored()).isEqualTo(3);
    }

    @Test
    void sumsReconcileWithLabelsAndReports() {
        for (int seed = 0; seed < 50; seed++) {
            Observations observations = Scene.random(seed, 8, "a", "b", "c");
            double[] thresholds = {0.3, 0.5, 0.7};
            ConfusionMatrix matrix = ConfusionMatrix.of(observations, thresholds);
            int[] demanded = Ranking.demanded(observations);
            for (int k = 0; k < 3; k++) {
                assertThat(IntStream.of(matrix.counts()[k]).sum()).isEqualTo(demanded[k]);
            }
            int inColumns = Arrays.stream(matrix.counts())
                    .mapToInt(row -> row[0] + row[1] + row[2])
                    .sum();
            int reported = observations.pictures().stream()
                    .map(Observation::sightings)
                    .mapToInt(s -> Reported.of(s, thresholds).length)
                    .sum();
            assertThat(inColumns + matrix.ignored()).isEqualTo(reported);
            assertThat(matrix.counts()[3][3]).isZero();
        }
    }

    @Test
    void leavesAnEmptyMatrixWhereNothingIs() {
        ConfusionMatrix matrix = of(Scene.of("a", "b").picture(List.of()));
        assertThat(matrix.counts()).isDeepEqualTo(new int[3][3]);
    }

    @Test
    void thereIsOneThresholdAClass() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionMatrix.of(Scene.of("a", "b").observations(), new double[] {0.5}))
                .withMessage("2 classes need as many thresholds, were 1");
    }

    private static ConfusionMatrix of(Scene scene) {
        return ConfusionMatrix.of(scene.observations(), new double[] {0.5, 0.5});
    }
}
