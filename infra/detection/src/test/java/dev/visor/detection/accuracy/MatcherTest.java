package dev.visor.detection.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.accuracy.Cases.Label;
import dev.visor.detection.accuracy.Cases.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatcherTest {
    private record Cell(int[] demanded, double[] scores, long[] matched, long[] ignored) {}

    private static final long AT_50 = CocoGrid.bit(0, 0);
    private static final long AT_55 = CocoGrid.bit(0, 1);

    @Test
    void matchesAtExactlyHalfOverlap() {
        // 100 × 100 against 50 × 100 within it: intersection 5,000, union 10,000.
        Cell cell = one(List.of(Label.box(0, 0, 100, 100)), List.of(new Seen(0.9, 0, 0, 50, 100)));
        assertThat(cell.matched()[0] & AT_50).isNotZero();
        assertThat(cell.matched()[0] & AT_55).isZero();
    }

    @Test
    void takesTheLaterOfTwoLabelsThatOverlapEqually() {
        // The detection lies between two labels; only the second stays free for the next detection, which covers the
        // first.
        List<Label> labels = List.of(Label.box(0, 0, 100, 100), Label.box(20, 0, 100, 100));
        List<Seen> seen = List.of(new Seen(0.9, 10, 0, 100, 100), new Seen(0.8, 0, 0, 100, 100));
        Cell cell = one(labels, seen);
        assertThat(cell.matched()[0] & AT_50).isNotZero();
        // 1.0 with the first label, which would have been taken had the first of equals won.
        assertThat(cell.matched()[1] & CocoGrid.bit(0, 9)).isNotZero();
        assertThat(cell.matched()[1] & AT_50).isNotZero();
    }

    @Test
    void lettingTheBestScoreChooseFirstLeavesTheWorseDetectionWithoutALabel() {
        List<Seen> seen = List.of(new Seen(0.5, 0, 0, 100, 100), new Seen(0.9, 0, 0, 100, 90));
        Cell cell = one(List.of(Label.box(0, 0, 100, 100)), seen);
        assertThat(cell.scores()).containsExactly(0.9, 0.5);
        assertThat(cell.matched()[0] & AT_50).isNotZero();
        assertThat(cell.matched()[1] & AT_50).isZero();
    }

    @Test
    void letsACrowdAbsorbAnyNumberOfDetectionsWithoutDemandingOne() {
        List<Seen> seen =
                List.of(new Seen(0.9, 0, 0, 40, 40), new Seen(0.8, 50, 50, 40, 40), new Seen(0.7, 10, 10, 60, 60));
        Cell cell = one(List.of(Label.box(0, 0, 100, 100).asCrowd()), seen);
        assertThat(cell.demanded()[0]).isZero();
        for (int d = 0; d < 3; d++) {
            assertThat(cell.matched()[d] & AT_50).isNotZero();
            assertThat(cell.ignored()[d] & AT_50).isNotZero();
        }
    }

    @Test
    void letsAnIgnoredLabelAbsorbOneDetectionByPlainOverlap() {
        List<Seen> seen =
                List.of(new Seen(0.9, 0, 0, 100, 100), new Seen(0.8, 0, 0, 100, 100), new Seen(0.7, 0, 0, 10, 10));
        Cell cell = one(List.of(Label.box(0, 0, 100, 100).asIgnored()), seen);
        assertThat(cell.demanded()[0]).isZero();
        assertThat(cell.ignored()[0] & AT_50).isNotZero();
        assertThat(cell.ignored()[1] & AT_50).isZero();
        assertThat(cell.matched()[1] & AT_50).isZero();
        assertThat(cell.matched()[2] & AT_50).isZero();
    }

    @Test
    void prefersADemandedLabelToAnIgnoredOneThatFitsBetter() {
        List<Label> labels = List.of(Label.box(0, 0, 100, 100).asIgnored(), Label.box(0, 0, 100, 60));
        Cell cell = one(labels, List.of(new Seen(0.9, 0, 0, 100, 100)));
        assertThat(cell.matched()[0] & AT_50).isNotZero();
        assertThat(cell.ignored()[0] & AT_50).isZero();
    }

    @Test
    void countsAnAreaOf1024AsSmallAndAsMedium() {
        Cell cell = one(List.of(Label.box(0, 0, 32, 32)), List.of(new Seen(0.9, 0, 0, 32, 32)));
        assertThat(cell.demanded()).containsExactly(1, 1, 1, 0);
        assertThat(cell.ignored()[0] & CocoGrid.bit(3, 0)).isNotZero();
    }

    @Test
    void goesByTheLabelledAreaNotByTheBox() {
        Cell cell = one(List.of(Label.box(0, 0, 100, 100).withArea(900)), List.of(new Seen(0.9, 0, 0, 100, 100)));
        assertThat(cell.demanded()).containsExactly(1, 1, 0, 0);
    }

    @Test
    void ignoresAFalseDetectionOutsideTheAreaRange() {
        Cell cell = one(List.of(Label.box(0, 0, 200, 200)), List.of(new Seen(0.9, 500, 500, 10, 10)));
        assertThat(cell.ignored()[0] & CocoGrid.bit(3, 0)).isNotZero();
        assertThat(cell.ignored()[0] & CocoGrid.bit(1, 0)).isZero();
        assertThat(cell.ignored()[0] & AT_50).isZero();
    }

    @Test
    void keepsTheHundredBestDetections() {
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            seen.add(new Seen(i / 1000.0, 0, 0, 10, 10));
        }
        Cell cell = one(List.of(), seen);
        assertThat(cell.scores()).hasSize(100).startsWith(0.129).endsWith(0.03);
    }

    @Test
    void leavesAnImageWithoutLabelsAndDetectionsOut() {
        MatchTable table = Cases.classes(1).image(0, 0, List.of(), List.of()).table();
        assertThat(table.of(0).pictures()).isZero();
    }

    private static Cell one(List<Label> labels, List<Seen> seen) {
        ClassMatches matches =
                Cases.classes(1).image(0, 0, labels, seen).table().of(0);
        return new Cell(
                IntStream.range(0, CocoGrid.AREAS)
                        .map(area -> matches.demanded(0, area))
                        .toArray(),
                IntStream.range(0, matches.detections())
                        .mapToDouble(matches::score)
                        .toArray(),
                IntStream.range(0, matches.detections())
                        .mapToLong(matches::matched)
                        .toArray(),
                IntStream.range(0, matches.detections())
                        .mapToLong(matches::ignored)
                        .toArray());
    }
}
