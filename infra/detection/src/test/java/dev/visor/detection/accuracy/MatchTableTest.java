package dev.visor.detection.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.detection.accuracy.Cases.Label;
import dev.visor.detection.accuracy.Cases.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
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
    void ofObservationsIsTheSameInWholeAndInPartsAndOnAnyNumberOfThreads() throws Exception {
        Observations all = randomCases(0, 300).observations();
        byte[] whole = MatchTableFormat.write(MatchTable.of(all));
        assertThat(whole).isEqualTo(MatchTableFormat.write(randomPart(0, 300)));
        MatchTable first = MatchTable.of(part(all, 0, 110));
        MatchTable second = MatchTable.of(part(all, 110, 300), 110);
        assertThat(MatchTableFormat.write(MatchTable.merge(List.of(second, first, second))))
                .isEqualTo(whole);
        try (ForkJoinPool alone = new ForkJoinPool(1);
                ForkJoinPool many = new ForkJoinPool(5)) {
            for (ForkJoinPool pool : List.of(alone, many)) {
                assertThat(pool.submit(() -> MatchTableFormat.write(MatchTable.of(all)))
                                .get())
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void ofNoPicturesIsEmpty() {
        MatchTable table = MatchTable.of(new Observations(List.of("helmet"), List.of()));
        assertThat(table.classes()).isEqualTo(1);
        assertThat(table.detections()).isZero();
    }

    private static Observations part(Observations all, int from, int to) {
        return new Observations(all.classes(), all.pictures().subList(from, to));
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
        assertThatThrownBy(() -> MatchTableFormat.read(Arrays.copyOf(bytes, bytes.length + 4)))
                .hasMessageContaining("4 bytes follow");
        assertThatThrownBy(() -> MatchTableFormat.read(new byte[20])).hasMessageContaining("VMT1");
        byte[] endless = bytes.clone();
        Arrays.fill(endless, 4, 8, (byte) 0x7f);
        assertThatThrownBy(() -> MatchTableFormat.read(endless)).hasMessageContaining("1 to 100000 classes");
    }

    @Test
    void leavesClassesWithoutCellsEmpty() {
        MatchTable table = Cases.classes(3)
                .image(1, 0, List.of(Label.box(0, 0, 9, 9)), List.of())
                .table();
        assertThat(table.instances(0)).isZero();
        assertThat(table.instances(1)).isEqualTo(1);
        assertThat(table.of(2).pictures()).isZero();
    }

    private static MatchTable randomPart(int from, int to) {
        return randomCases(from, to).table();
    }

    /** The same image has the same boxes whichever part it is in. */
    private static Cases randomCases(int from, int to) {
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
        return cases;
    }
}
