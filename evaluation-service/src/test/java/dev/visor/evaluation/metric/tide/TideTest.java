package dev.visor.evaluation.metric.tide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TideTest {
    private static final double EXACT = 1e-12;
    private static final double[] HERE = {0, 0, 100, 100};
    private static final double[] SHIFTED = {60, 0, 100, 100};
    private static final double[] AWAY = {500, 500, 40, 40};

    @Test
    void findsNothingWrongWithPerfectDetections() {
        TideErrors errors = Tide.of(one(labels(0, HERE), seen(0, HERE)));
        assertThat(errors.ap()).isEqualTo(1);
        assertThat(errors.gains()).isEqualTo(new TideGains(0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(errors.counts()).isEqualTo(new TideCounts(0, 0, 0, 0, 0, 0));
    }

    @Test
    void tellsEachKindOfError() {
        assertThat(Tide.of(one(labels(0, HERE), seen(1, HERE))).counts()).isEqualTo(new TideCounts(1, 0, 0, 0, 0, 0));
        assertThat(Tide.of(one(labels(0, HERE), seen(0, SHIFTED))).counts())
                .isEqualTo(new TideCounts(0, 1, 0, 0, 0, 0));
        assertThat(Tide.of(one(labels(0, HERE), seen(1, SHIFTED))).counts())
                .isEqualTo(new TideCounts(0, 0, 1, 0, 0, 1));
        assertThat(Tide.of(one(labels(0, HERE), seen(0, HERE, HERE))).counts())
                .isEqualTo(new TideCounts(0, 0, 0, 1, 0, 0));
        assertThat(Tide.of(one(labels(0, HERE), seen(0, AWAY))).counts()).isEqualTo(new TideCounts(0, 0, 0, 0, 1, 1));
    }

    @Test
    void countsAWrongClassForTheReportedOneAndAMissForTheLabels() {
        TideErrors errors = Tide.of(one(labels(0, HERE), seen(1, AWAY)));
        assertThat(errors.perClass())
                .containsExactly(new TideCounts(0, 0, 0, 0, 0, 1), new TideCounts(0, 0, 0, 0, 1, 0));
    }

    @Test
    void givesAllThatIsMissingForABoxPutInPlace() {
        TideErrors errors = Tide.of(one(labels(0, HERE), seen(0, SHIFTED)));
        assertThat(errors.ap()).isZero();
        assertThat(errors.gains().loc()).isEqualTo(1);
        assertThat(errors.gains().bkg()).isZero();
    }

    @Test
    void leavesDetectionsInRegionsThatAreNotJudgedOut() {
        Labels region = new Labels(
                new int[] {0, 0},
                new double[] {0, 0, 100, 100, 300, 0, 200, 200},
                new double[] {10_000, 40_000},
                new boolean[] {false, true},
                new boolean[2]);
        TideErrors errors = Tide.of(one(region, seen(0, new double[] {320, 20, 50, 50}, HERE)));
        assertThat(errors.ap()).isEqualTo(1);
        assertThat(errors.gains().bkg()).isZero();
        assertThat(errors.counts().bkg()).isEqualTo(1);
    }

    @Test
    void hasOnlyMissesWhereNothingWasSeen() {
        TideErrors errors = Tide.of(one(labels(0, HERE), Sightings.NONE));
        assertThat(errors.counts()).isEqualTo(new TideCounts(0, 0, 0, 0, 0, 1));
        assertThat(errors.gains()).isEqualTo(new TideGains(0, 0, 0, 0, 0, 0, 0, 0));
        TideErrors nothing = Tide.of(one(Labels.NONE, Sightings.NONE));
        assertThat(nothing.ap()).isZero();
    }

    @Test
    void subtractsTheParentFigureByFigure() {
        TideErrors parent = Tide.of(one(labels(0, HERE), seen(0, HERE)));
        TideErrors worse = Tide.of(one(labels(0, HERE), seen(0, SHIFTED)));
        TideErrors difference = worse.minus(parent);
        assertThat(difference.ap()).isEqualTo(-1);
        assertThat(difference.gains().loc()).isEqualTo(1);
        assertThat(difference.perClass().getFirst().loc()).isEqualTo(1);
        assertThat(worse.minus(worse).gains()).isEqualTo(new TideGains(0, 0, 0, 0, 0, 0, 0, 0));
        TideErrors other = Tide.of(new Observations(List.of("alone"), List.of()));
        assertThatThrownBy(() -> worse.minus(other)).hasMessageContaining("2 and of 1 classes");
    }

    @Test
    void equalsThePlainImplementationOnMadeUpScenes() throws Exception {
        for (int seed = 1; seed <= 100; seed++) {
            Observations scenes = scenes(seed, 1 + seed % 4, seed % 15);
            assertEqual(Tide.of(scenes), new PlainTide(scenes, false), "seed " + seed);
        }
    }

    static void assertEqual(TideErrors errors, PlainTide plain, String name) {
        assertThat(errors.ap()).as("AP of %s", name).isCloseTo(plain.ap(), within(EXACT));
        TideCounts counts = errors.counts();
        assertThat(List.of(counts.cls(), counts.loc(), counts.both(), counts.dupe(), counts.bkg(), counts.miss()))
                .as("counts of %s", name)
                .isEqualTo(GoldenTideTest.KINDS.stream().map(plain::count).toList());
        assertThat(GoldenTideTest.gains(errors))
                .as("gains of %s", name)
                .containsExactly(GoldenTideTest.gains(plain), within(EXACT));
    }

    @Test
    void isTheSameOnAnyNumberOfThreads() throws Exception {
        Observations scenes = scenes(3, 4, 200);
        try (ForkJoinPool alone = new ForkJoinPool(1)) {
            assertThat(alone.submit(() -> Tide.of(scenes)).get()).isEqualTo(Tide.of(scenes));
        }
    }

    private static Observations one(Labels labels, Sightings seen) {
        return new Observations(List.of("helmet", "bare"), List.of(new Observation(labels, seen)));
    }

    private static Labels labels(int k, double[] box) {
        return new Labels(new int[] {k}, box, new double[] {box[2] * box[3]}, new boolean[1], new boolean[1]);
    }

    private static Sightings seen(int k, double[]... boxes) {
        int n = boxes.length;
        double[] all = new double[4 * n];
        double[] scores = new double[n];
        int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(boxes[i], 0, all, 4 * i, 4);
            scores[i] = 0.9 - 0.1 * i;
            classes[i] = k;
        }
        return new Sightings(classes, all, scores);
    }

    /** Boxes on a grid, scores in tenths, so that overlaps and scores are often equal. */
    private static Observations scenes(int seed, int classes, int pictures) {
        Random random = new Random(seed);
        List<Observation> all = new ArrayList<>();
        for (int p = 0; p < pictures; p++) {
            int n = random.nextInt(7);
            double[] boxes = boxes(random, n);
            boolean[] crowd = new boolean[n];
            boolean[] ignored = new boolean[n];
            for (int i = 0; i < n; i++) {
                crowd[i] = random.nextInt(7) == 0;
                ignored[i] = random.nextInt(7) == 0;
            }
            Labels labels = new Labels(owners(random, n, classes), boxes, new double[n], crowd, ignored);
            int m = random.nextInt(random.nextInt(8) == 0 ? 180 : 20);
            double[] seen = boxes(random, m);
            int[] owners = owners(random, m, classes);
            for (int i = 0; i < m && n > 0; i += 2) {
                int g = random.nextInt(n);
                System.arraycopy(boxes, 4 * g, seen, 4 * i, 4);
                seen[4 * i] += 20 * random.nextInt(4);
                owners[i] = random.nextInt(4) > 0 ? labels.classes()[g] : owners[i];
            }
            double[] scores = random.ints(m, 0, 11).mapToDouble(i -> i / 10.0).toArray();
            all.add(new Observation(labels, new Sightings(owners, seen, scores)));
        }
        return new Observations(
                IntStream.range(0, classes).mapToObj(k -> "class " + k).toList(), all);
    }

    private static int[] owners(Random random, int count, int classes) {
        return random.ints(count, 0, classes).toArray();
    }

    private static double[] boxes(Random random, int count) {
        double[] boxes = new double[4 * count];
        for (int i = 0; i < count; i++) {
            boxes[4 * i] = 20 * random.nextInt(15);
            boxes[4 * i + 1] = 20 * random.nextInt(15);
            boxes[4 * i + 2] = 40 + 20 * random.nextInt(4);
            boxes[4 * i + 3] = 40 + 20 * random.nextInt(4);
        }
        return boxes;
    }
}
