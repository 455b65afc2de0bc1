package dev.visor.detection.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.accuracy.Cases.Label;
import dev.visor.detection.accuracy.Cases.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

class CocoSummaryTest {
    private static final Label MEDIUM = Label.box(0, 0, 50, 50);

    @Test
    void leavesAClassWithoutLabelsOutOfTheMeanHoweverManyFalseDetectionsItHas() {
        CocoSummary summary = Cases.classes(2)
                .image(0, 0, List.of(MEDIUM), List.of(new Seen(0.9, 0, 0, 50, 50)))
                .image(1, 0, List.of(), List.of(new Seen(0.99, 0, 0, 50, 50)))
                .summary();
        assertThat(summary.ap()).isCloseTo(1, within(1e-12));
        assertThat(summary.perClass().get(1).ap()).isEqualTo(-1);
        assertThat(summary.perClass().get(1).instances()).isZero();
    }

    @Test
    void saysMinusOneOfEverythingWhereThereIsNoLabel() {
        CocoSummary summary = Cases.classes(1)
                .image(0, 0, List.of(), List.of(new Seen(0.9, 0, 0, 50, 50)))
                .summary();
        assertThat(summary.stats()).containsOnly(-1);
    }

    @Test
    void saysMinusOneOfEverythingWhereThereAreOnlyCrowds() {
        CocoSummary summary = Cases.classes(1)
                .image(0, 0, List.of(MEDIUM.asCrowd()), List.of(new Seen(0.9, 0, 0, 50, 50)))
                .summary();
        assertThat(summary.stats()).containsOnly(-1);
    }

    @Test
    void averagesOverClassesNotOverLabels() {
        Cases cases = Cases.classes(2).image(1, 9, List.of(MEDIUM), List.of());
        for (int image = 0; image < 9; image++) {
            cases.image(0, image, List.of(MEDIUM), List.of(new Seen(0.9, 0, 0, 50, 50)));
        }
        CocoSummary summary = cases.summary();
        assertThat(summary.ap()).isCloseTo(0.5, within(1e-12));
        assertThat(summary.ar100()).isCloseTo(0.5, within(1e-12));
        assertThat(summary.perClass().get(0).instances()).isEqualTo(9);
    }

    @Test
    void leavesSizesWithoutLabelsUnmeasured() {
        CocoSummary summary = Cases.classes(1)
                .image(0, 0, List.of(MEDIUM), List.of(new Seen(0.9, 0, 0, 50, 50)))
                .summary();
        assertThat(summary.apSmall()).isEqualTo(-1);
        assertThat(summary.apMedium()).isCloseTo(1, within(1e-12));
        assertThat(summary.apLarge()).isEqualTo(-1);
    }
}
