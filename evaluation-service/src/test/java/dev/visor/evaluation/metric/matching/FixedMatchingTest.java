package dev.visor.evaluation.metric.matching;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.evaluation.metric.GoldenCoco;
import dev.visor.evaluation.metric.Scene;
import dev.visor.evaluation.metric.Scene.Box;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FixedMatchingTest {
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box THERE = box(0, 300, 300, 100, 100);

    @Test
    void theBestScoreTakesTheLabelAndTheNextGoesWithout() {
        FixedMatching.Picture picture = match(List.of(HERE), HERE.movedBy(10).seen(0.9), HERE.seen(0.8));
        assertThat(picture.outcomes()).containsExactly(Outcome.RIGHT, Outcome.WRONG);
        assertThat(picture.labels()).containsExactly(0, -1);
        assertThat(picture.detections()).containsExactly(0);
        assertThat(picture.ious()[0]).isCloseTo(90.0 / 110, within(1e-15));
    }

    @Test
    void aDetectionWhoseBestLabelIsTakenGetsTheNext() {
        Box near = HERE.movedBy(20);
        FixedMatching.Picture picture = match(List.of(HERE, near), HERE.seen(0.9), HERE.seen(0.8));
        assertThat(picture.labels()).containsExactly(0, 1);
    }

    @Test
    void anIouOfExactlyAHalfMatchesAndOfEqualsTheLaterLabel() {
        Box half = box(0, 0, 0, 100, 50);
        assertThat(match(List.of(HERE), half.seen(0.5)).outcomes()).containsExactly(Outcome.RIGHT);
        assertThat(match(List.of(HERE, HERE), HERE.seen(0.5)).labels()).containsExactly(1);
    }

    @Test
    void anotherClassIsNoMatch() {
        assertThat(match(List.of(HERE.as(1)), HERE.seen(0.5)).outcomes()).containsExactly(Outcome.WRONG);
    }

    @Test
    void aCrowdExcusesAnyNumberAndAnIgnoredLabelOne() {
        Box inside = box(0, 10, 10, 20, 20);
        assertThat(match(List.of(HERE.asCrowd()), inside.seen(0.9), inside.seen(0.8))
                        .outcomes())
                .containsExactly(Outcome.IGNORED, Outcome.IGNORED);
        assertThat(match(List.of(HERE.asIgnored()), HERE.seen(0.9), HERE.seen(0.8))
                        .outcomes())
                .containsExactly(Outcome.IGNORED, Outcome.WRONG);
        assertThat(match(List.of(HERE.asCrowd()), HERE.seen(0.9)).detections()).containsExactly(-1);
    }

    @Test
    void aDemandedLabelIsPreferredToAnIgnoredOneThatFitsBetter() {
        FixedMatching.Picture picture = match(List.of(HERE.asIgnored(), HERE.movedBy(20)), HERE.seen(0.9));
        assertThat(picture.outcomes()).containsExactly(Outcome.RIGHT);
        assertThat(picture.labels()).containsExactly(1);
    }

    @Test
    void onlyAHundredDetectionsOfAPictureAndClassTakePart() {
        List<Scene.Seen> many = Collections.nCopies(101, THERE.seen(0.5));
        FixedMatching.Picture picture = FixedMatching.of(
                        Scene.of("a", "b").picture(List.of(HERE), many).observations())
                .pictures()
                .getFirst();
        assertThat(picture.outcomes()).endsWith(Outcome.WRONG, Outcome.IGNORED);
    }

    @Test
    void aLabelIsFoundFromTheScoreOfItsDetectionDown() {
        Scene scene = Scene.of("a", "b").picture(List.of(HERE, THERE), HERE.seen(0.6));
        FixedMatching.Picture picture =
                FixedMatching.of(scene.observations()).pictures().getFirst();
        var seen = scene.observations().pictures().getFirst().sightings();
        assertThat(picture.isFound(0, seen, 0.6)).isTrue();
        assertThat(picture.isFound(0, seen, 0.61)).isFalse();
        assertThat(picture.isFound(1, seen, 0)).isFalse();
    }

    @Test
    void anEmptyPictureHasNothing() {
        FixedMatching.Picture picture = match(List.of());
        assertThat(picture.outcomes()).isEmpty();
        assertThat(picture.detections()).isEmpty();
    }

    /** AP at IoU 0.5, read off the ranking at 101 recalls, against pycocotools'. */
    @TestFactory
    Stream<DynamicTest> givesPycocotoolsAp50OnEveryGoldenCase() throws IOException {
        return GoldenCoco.cases().stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
                    List<Ranking> classes = Ranking.of(
                            golden.observations(),
                            FixedMatching.of(golden.observations()).outcomes());
                    double mean = classes.stream()
                            .filter(r -> r.demanded() > 0)
                            .mapToDouble(FixedMatchingTest::averagePrecision)
                            .average()
                            .orElse(-1);
                    assertThat(mean).isCloseTo(golden.ap50(), within(1e-9));
                }));
    }

    private static double averagePrecision(Ranking ranking) {
        double sum = 0;
        for (int r = 0; r <= 100; r++) {
            double best = 0;
            int right = 0;
            for (int i = 0; i < ranking.size(); i++) {
                right += ranking.right()[i] ? 1 : 0;
                if ((double) right / ranking.demanded() >= r * 0.01) {
                    best = Math.max(best, (double) right / (i + 1));
                }
            }
            sum += best;
        }
        return sum / 101;
    }

    private static FixedMatching.Picture match(List<Box> labels, Scene.Seen... seen) {
        return FixedMatching.of(Scene.of("a", "b").picture(labels, seen).observations())
                .pictures()
                .getFirst();
    }
}
