package dev.visor.detection.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.accuracy.Cases.Label;
import dev.visor.detection.accuracy.Cases.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestThresholdTest {
    private static final Label HERE = Label.box(0, 0, 100, 100);
    private static final Label THERE = Label.box(300, 300, 100, 100);

    @Test
    void isTheScoreOfTheLastDetectionThatPays() {
        // F1 after each: 2/3, 1, 4/5. The second is the last that pays.
        MatchTable table = Cases.classes(1)
                .image(
                        0,
                        0,
                        List.of(HERE, THERE),
                        List.of(seen(0.9, HERE), seen(0.4, THERE), new Seen(0.3, 600, 0, 50, 50)))
                .table();
        assertThat(BestThreshold.of(table, 0.05)).isEqualTo(0.4);
    }

    @Test
    void weighsARareClassAsMuchAsACommonOne() {
        Cases cases = Cases.classes(2).image(1, 0, List.of(THERE), List.of(seen(0.2, THERE)));
        for (int image = 0; image < 20; image++) {
            cases.image(0, image, List.of(HERE), List.of(seen(0.9, HERE), new Seen(0.3, 600, 0, 50, 50)));
        }
        assertThat(BestThreshold.of(cases.table(), 0.05)).isEqualTo(0.2);
    }

    @Test
    void countsDetectionsOfEqualScoreTogether() {
        MatchTable table = Cases.classes(1)
                .image(0, 0, List.of(HERE), List.of(seen(0.9, HERE)))
                .image(0, 1, List.of(THERE), List.of(seen(0.5, THERE), new Seen(0.5, 600, 0, 50, 50)))
                .table();
        assertThat(BestThreshold.of(table, 0.05)).isEqualTo(0.5);
    }

    @Test
    void isAtLeastTheFloor() {
        MatchTable table = Cases.classes(1)
                .image(0, 0, List.of(HERE), List.of(seen(0.01, HERE)))
                .table();
        assertThat(BestThreshold.of(table, 0.05)).isEqualTo(0.05);
    }

    @Test
    void leavesTheFloorWhereNothingIsRight() {
        MatchTable table = Cases.classes(1)
                .image(0, 0, List.of(HERE), List.of(new Seen(0.9, 600, 0, 50, 50)))
                .table();
        assertThat(BestThreshold.of(table, 0.05)).isEqualTo(0.05);
        assertThat(BestThreshold.of(MatchTable.over(1).build(), 0.05)).isEqualTo(0.05);
    }

    private static Seen seen(double score, Label label) {
        return new Seen(score, label.x(), label.y(), label.w(), label.h());
    }
}
