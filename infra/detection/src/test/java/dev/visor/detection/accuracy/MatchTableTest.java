package dev.visor.detection.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.detection.accuracy.Cases.Label;
import dev.visor.detection.accuracy.Cases.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchTableTest {
    private static final int IMAGES = 40;

    @Test
    void mergesShardsOfAnyOrderAndRepetitionIntoTheBytesOfOneRun() {
        MatchTable whole = randomPart(0, IMAGES);
        List<MatchTable> parts =
                List.of(randomPart(30, IMAGES), randomPart(0, 17), randomPart(17, 30), randomPart(0, 17));
        MatchTable merged = MatchTable.merge(parts);
        assertThat(MatchTableFormat.write(merged)).isEqualTo(MatchTableFormat.write(whole));
        assertThat(CocoSummary.of(merged)).isEqualTo(CocoSummary.of(whole));
    }

    @Test
    void isReadBackAsItWasWritten() {
        MatchTable table = randomPart(0, IMAGES);
        byte[] bytes = MatchTableFormat.write(table);
        assertThat(CocoSummary.of(MatchTableFormat.read(bytes))).isEqualTo(CocoSummary.of(table));
        assertThat(MatchTableFormat.write(MatchTableFormat.read(bytes))).isEqualTo(bytes);
    }

    @Test
    void refusesPartsThatContradictEachOther() {
        MatchTable one = Cases.classes(1)
                .image(0, 0, List.of(), List.of(new Seen(0.9, 0, 0, 9, 9)))
                .table();
        MatchTable other = Cases.classes(1)
                .image(0, 0, List.of(), List.of(new Seen(0.8, 0, 0, 9, 9)))
                .table();
        assertThatThrownBy(() -> MatchTable.merge(List.of(one, other)))
                .hasMessageContaining("differ on class 0 in image 0");
    }

    @Test
    void refusesBytesThatAreCutOffOrSomethingElse() {
        byte[] bytes = MatchTableFormat.write(randomPart(0, 3));
        assertThatThrownBy(() -> MatchTableFormat.read(Arrays.copyOf(bytes, bytes.length - 1)))
                .hasMessageContaining("cut off");
        assertThatThrownBy(() -> MatchTableFormat.read(new byte[20])).hasMessageContaining("VMT1");
    }

    @Test
    void leavesClassesWithoutCellsEmpty() {
        MatchTable table = Cases.classes(3)
                .image(1, 0, List.of(Label.box(0, 0, 9, 9)), List.of())
                .table();
        assertThat(table.instances(0)).isZero();
        assertThat(table.instances(1)).isEqualTo(1);
        assertThat(table.of(2)).isEmpty();
    }

    /** The same image has the same boxes whichever part it is in. */
    private static MatchTable randomPart(int from, int to) {
        Cases cases = Cases.classes(2);
        for (int image = from; image < to; image++) {
            for (int k = 0; k < 2; k++) {
                Random random = new Random(image * 2L + k);
                List<Label> labels = new ArrayList<>();
                List<Seen> seen = new ArrayList<>();
                for (int i = random.nextInt(6); i > 0; i--) {
                    double x = random.nextInt(300);
                    double size = 10 + random.nextInt(120);
                    labels.add(Label.box(x, x, size, size));
                    seen.add(new Seen(random.nextInt(10) / 10.0, x + random.nextInt(20), x, size, size));
                    seen.add(new Seen(random.nextInt(10) / 10.0, random.nextInt(300), x, size, size));
                }
                cases.image(k, image, labels, seen);
            }
        }
        return cases.table();
    }
}
