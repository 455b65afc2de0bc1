package dev.visor.detection.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.accuracy.Cases.Label;
import dev.visor.detection.accuracy.Cases.Seen;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {
    private static final Label HERE = Label.box(0, 0, 100, 100);
    private static final Label THERE = Label.box(300, 300, 100, 100);

    @Test
    void isOneForPerfectDetections() {
        AveragePrecision ap = of(List.of(HERE, THERE), List.of(seen(0.9, HERE), seen(0.8, THERE)));
        assertThat(ap.precision(0, 0)).isCloseTo(1, within(1e-12));
        assertThat(ap.precision(0, 9)).isCloseTo(1, within(1e-12));
        assertThat(ap.recall(0, 0, 0)).isEqualTo(0.5);
        assertThat(ap.recall(0, 2, 0)).isEqualTo(1);
    }

    @Test
    void readsThePrecisionEnvelopeAt101Recalls() {
        // Right, wrong, right: precision 1, 1/2, 2/3. Recalls up to 0.50 (51 of them) read 1, the other 50 read 2/3.
        AveragePrecision ap =
                of(List.of(HERE, THERE), List.of(seen(0.9, HERE), new Seen(0.8, 600, 0, 50, 50), seen(0.7, THERE)));
        assertThat(ap.precision(0, 0)).isCloseTo((51 + 50 * 2.0 / 3) / 101, within(1e-12));
    }

    @Test
    void losesNothingByDuplicatesAfterFullRecall() {
        AveragePrecision ap = of(List.of(HERE), List.of(seen(0.9, HERE), seen(0.8, HERE)));
        assertThat(ap.precision(0, 0)).isCloseTo(1, within(1e-12));
    }

    @Test
    void breaksTiesOfScoreByTheOrderOfImages() {
        Seen wrong = new Seen(0.5, 600, 0, 50, 50);
        AveragePrecision rightFirst = AveragePrecision.of(Cases.classes(1)
                .image(0, 0, List.of(HERE), List.of(seen(0.5, HERE)))
                .image(0, 1, List.of(), List.of(wrong))
                .table()
                .of(0));
        AveragePrecision wrongFirst = AveragePrecision.of(Cases.classes(1)
                .image(0, 0, List.of(), List.of(wrong))
                .image(0, 1, List.of(HERE), List.of(seen(0.5, HERE)))
                .table()
                .of(0));
        assertThat(rightFirst.precision(0, 0)).isCloseTo(1, within(1e-12));
        assertThat(wrongFirst.precision(0, 0)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void countsOnlyTheFirstDetectionsOfAnImageTowardsLimitedRecall() {
        List<Label> labels = new ArrayList<>();
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Label label = Label.box(i * 50, 0, 40, 40);
            labels.add(label);
            seen.add(seen(1 - i / 100.0, label));
        }
        AveragePrecision ap = of(labels, seen);
        assertThat(ap.recall(0, 0, 0)).isEqualTo(0.05);
        assertThat(ap.recall(0, 1, 0)).isEqualTo(0.5);
        assertThat(ap.recall(0, 2, 0)).isEqualTo(1);
    }

    @Test
    void leavesAClassWithoutLabelsUnmeasured() {
        AveragePrecision ap = of(List.of(), List.of(seen(0.9, HERE)));
        assertThat(ap.precision(0, 0)).isEqualTo(-1);
        assertThat(ap.recall(0, 2, 0)).isEqualTo(-1);
    }

    @Test
    void isZeroWithoutDetections() {
        AveragePrecision ap = of(List.of(HERE), List.of());
        assertThat(ap.precision(0, 0)).isZero();
        assertThat(ap.recall(0, 2, 0)).isZero();
    }

    private static AveragePrecision of(List<Label> labels, List<Seen> seen) {
        return AveragePrecision.of(
                Cases.classes(1).image(0, 0, labels, seen).table().of(0));
    }

    private static Seen seen(double score, Label label) {
        return new Seen(score, label.x(), label.y(), label.w(), label.h());
    }
}
