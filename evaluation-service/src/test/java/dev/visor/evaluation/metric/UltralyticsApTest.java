package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.Scene.Box;
import dev.visor.evaluation.metric.UltralyticsAp.Era;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UltralyticsApTest {
    private static final double EXACT = 1e-12;
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box THERE = box(0, 300, 300, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void aPerfectDetectorHasNinetyNineAndAHalfOfAHundred() {
        // The curve ends at precision 0 at recall 1, and the last trapezoid is half lost.
        Scene perfect = Scene.of("a").picture(List.of(HERE), HERE.seen(0.9));
        assertThat(of(perfect, Era.RAMP).ap()).isCloseTo(0.995, within(EXACT));
        assertThat(of(perfect, Era.DROP).ap()).isCloseTo(0.995, within(EXACT));
    }

    @Test
    void theLegacyEraAddsARampBeyondTheLastDetection() {
        // Half of the labels found without error. A ramp from (0.5, 1) to (1, 0) adds an area of 0.25.
        Scene half = Scene.of("a").picture(List.of(HERE, THERE), HERE.seen(0.9));
        assertThat(of(half, Era.RAMP).ap50()).isCloseTo(0.75, within(EXACT));
        // The point at 0.5 is read as 0 already: half of the trapezoid before it is lost.
        assertThat(of(half, Era.DROP).ap50()).isCloseTo(0.495, within(EXACT));
    }

    @Test
    void equalRecallsAreReadAtTheLastOfThem() {
        // Envelope 1 below recall 0.5, 2/3 from there on, 0 at recall 1.
        Scene scene = Scene.of("a").picture(List.of(HERE, THERE), HERE.seen(0.9), NOWHERE.seen(0.8), THERE.seen(0.7));
        // At recall 0.5 numpy.interp reads the false detection's point, so the trapezoid before it slopes.
        double expected = 0.49 + 0.005 * (1 + 2.0 / 3) + 0.49 * 2.0 / 3 + 0.005 * 2.0 / 3;
        assertThat(of(scene, Era.RAMP).ap50()).isCloseTo(expected, within(EXACT));
        assertThat(of(scene, Era.DROP).ap50()).isCloseTo(expected, within(EXACT));
    }

    @Test
    void agreesWithNumpyOnAThirdOfTheWay() {
        // numpy.interp and numpy.trapezoid on recall [1/3, 1/3, 2/3], precision [1, 1/2, 2/3].
        Scene scene = Scene.of("a")
                .picture(
                        List.of(HERE, THERE, box(0, 0, 300, 40, 40)),
                        HERE.seen(0.9),
                        NOWHERE.seen(0.8),
                        THERE.seen(0.7));
        assertThat(of(scene, Era.RAMP).ap50()).isCloseTo(0.6672, within(EXACT));
        assertThat(of(scene, Era.DROP).ap50()).isCloseTo(0.555, within(EXACT));
    }

    @Test
    void eachDetectionHasOneLabelOnlyAndALabelTheFirstDetection() {
        // COCO would give the second detection the second label.
        Scene scene = Scene.of("a")
                .picture(List.of(HERE, HERE.movedBy(20)), HERE.movedBy(5).seen(0.9), HERE.seen(0.8));
        UltralyticsAp ap = of(scene, Era.DROP);
        assertThat(ap.ap50()).isCloseTo(0.495, within(EXACT));
    }

    @Test
    void aBoxOfHalfTheIouCountsAtHalfOnly() {
        Scene scene = Scene.of("a").picture(List.of(HERE), box(0, 0, 0, 100, 52).seen(0.9));
        UltralyticsAp ap = of(scene, Era.DROP);
        assertThat(ap.ap50()).isCloseTo(0.995, within(EXACT));
        assertThat(ap.ap()).isCloseTo(0.0995, within(EXACT));
    }

    @Test
    void crowdsAndIgnoredLabelsAreNoLabels() {
        Scene scene = Scene.of("a")
                .picture(List.of(HERE.asCrowd(), THERE, NOWHERE.asIgnored()), HERE.seen(0.9), THERE.seen(0.8));
        UltralyticsAp ap = of(scene, Era.DROP);
        assertThat(ap.perClass().getFirst().instances()).isEqualTo(1);
        assertThat(ap.ap50()).isCloseTo(0.4975, within(EXACT));
    }

    @Test
    void labelsWithoutDetectionsAreZeroAndClassesWithoutLabelsDontCount() {
        Scene scene = Scene.of("a", "b").picture(List.of(HERE), HERE.as(1).seen(0.9));
        for (Era era : Era.values()) {
            assertThat(of(scene, era).ap()).isZero();
            assertThat(of(scene, era).perClass().get(1).ap()).isEqualTo(-1);
            assertThat(of(Scene.of("a"), era).ap50()).isEqualTo(-1);
            assertThat(of(Scene.of("a").picture(List.of(HERE), NOWHERE.seen(0.9)), era)
                            .ap())
                    .isZero();
        }
    }

    @Test
    void theRampIsLargeWhereFaintDetectionsAreCutAndTheNewerEraStaysNearCoco() {
        Observations all = Scene.random(5, 400, "a", "b");
        Observations cut = new Observations(
                all.classes(),
                all.pictures().stream()
                        .map(picture -> new Observation(demanded(picture.labels()), from(0.5, picture.sightings())))
                        .toList());
        double coco = CocoSummary.of(MatchTable.of(cut)).ap50();
        double ramp = UltralyticsAp.of(cut, Era.RAMP).ap50();
        double drop = UltralyticsAp.of(cut, Era.DROP).ap50();
        System.out.printf("cut at 0.5: COCO %.4f, legacy %.4f, newer %.4f%n", coco, ramp, drop);
        assertThat(ramp - coco).isGreaterThan(0.05);
        assertThat(drop).isCloseTo(coco, within(0.02));
    }

    /** All of them: detections on crowds and ignored labels are wrong there and left out by COCO, which is not at issue. */
    private static Labels demanded(Labels labels) {
        boolean[] none = new boolean[labels.size()];
        return new Labels(labels.classes(), labels.boxes(), labels.areas(), none, none);
    }

    private static Sightings from(double score, Sightings seen) {
        int[] kept = IntStream.range(0, seen.size())
                .filter(d -> seen.scores()[d] >= score)
                .toArray();
        return new Sightings(
                IntStream.of(kept).map(d -> seen.classes()[d]).toArray(),
                IntStream.of(kept)
                        .boxed()
                        .flatMapToDouble(d -> Arrays.stream(seen.boxes(), 4 * d, 4 * d + 4))
                        .toArray(),
                IntStream.of(kept).mapToDouble(d -> seen.scores()[d]).toArray());
    }

    @Test
    void equalsAPlainReadingOfItsMatchingOnRandomPictures() {
        for (int seed = 0; seed < 200; seed++) {
            Observations observations = Scene.random(seed, 1 + seed % 9, "a", "b");
            for (Era era : Era.values()) {
                UltralyticsAp ap = UltralyticsAp.of(observations, era);
                for (int k = 0; k < 2; k++) {
                    assertThat(ap.perClass().get(k).ap50()).isCloseTo(plain(observations, k, 0.5f, era), within(EXACT));
                    double mean = 0;
                    for (int t = 0; t < 10; t++) {
                        mean += plain(observations, k, (float) (0.5 + 0.05 * t), era) / 10;
                    }
                    assertThat(ap.perClass().get(k).ap()).isCloseTo(mean, within(EXACT));
                }
            }
        }
    }

    private record Pair(int label, int detection, float iou) {}

    private record Judged(double score, boolean right) {}

    /** All pairs by falling IoU, each detection once, then each label once in the order of detections. */
    private static double plain(Observations observations, int k, float least, Era era) {
        List<Judged> all = new ArrayList<>();
        int positives = 0;
        for (Observation picture : observations.pictures()) {
            Labels labels = picture.labels();
            Sightings seen = picture.sightings();
            List<Integer> detections = IntStream.range(0, seen.size())
                    .filter(d -> seen.classes()[d] == k)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer d) -> seen.scores()[d])
                            .reversed())
                    .toList();
            List<Pair> pairs = new ArrayList<>();
            for (int g = 0; g < labels.size(); g++) {
                if (labels.classes()[g] == k && labels.isDemanded(g)) {
                    positives++;
                    for (int d = 0; d < detections.size(); d++) {
                        pairs.add(new Pair(g, d, iou(labels.boxes(), g, seen.boxes(), detections.get(d))));
                    }
                }
            }
            Set<Integer> matched = new HashSet<>();
            Set<Integer> taken = new HashSet<>();
            TreeMap<Integer, Integer> labelOf = new TreeMap<>();
            pairs.stream()
                    .filter(pair -> pair.iou >= least)
                    .sorted(Comparator.comparingDouble(Pair::iou)
                            .thenComparingInt(Pair::label)
                            .reversed())
                    .forEach(pair -> labelOf.putIfAbsent(pair.detection, pair.label));
            labelOf.forEach((detection, label) -> {
                if (taken.add(label)) {
                    matched.add(detection);
                }
            });
            for (int d = 0; d < detections.size(); d++) {
                all.add(new Judged(seen.scores()[detections.get(d)], matched.contains(d)));
            }
        }
        if (positives == 0) {
            return -1;
        }
        all.sort(Comparator.comparingDouble(Judged::score).reversed());
        return all.isEmpty() ? 0 : area(all, positives, era);
    }

    private static double area(List<Judged> all, int positives, Era era) {
        List<Double> recall = new ArrayList<>(List.of(0.0));
        List<Double> precision = new ArrayList<>(List.of(1.0));
        int right = 0;
        for (Judged one : all) {
            right += one.right ? 1 : 0;
            recall.add((double) right / positives);
            precision.add((double) right / (recall.size() - 1));
        }
        if (era == Era.DROP) {
            recall.add(recall.getLast());
            precision.add(0.0);
        }
        recall.add(1.0);
        precision.add(0.0);
        for (int i = precision.size() - 2; i >= 0; i--) {
            precision.set(i, Math.max(precision.get(i), precision.get(i + 1)));
        }
        double area = 0;
        for (int i = 0; i < 100; i++) {
            area += (read(recall, precision, i / 100.0) + read(recall, precision, (i + 1) / 100.0)) / 200;
        }
        return area;
    }

    private static double read(List<Double> recall, List<Double> precision, double x) {
        for (int i = recall.size() - 1; i >= 0; i--) {
            // Recalls that are meant to be equal differ in their last digits.
            if (recall.get(i) <= x + 1e-12) {
                double run = i + 1 < recall.size() ? recall.get(i + 1) - recall.get(i) : 1;
                double next = i + 1 < recall.size() ? precision.get(i + 1) : 0;
                return precision.get(i) + (next - precision.get(i)) * Math.max(0, x - recall.get(i)) / run;
            }
        }
        throw new AssertionError("recall starts at 0");
    }

    private static float iou(double[] a, int i, double[] b, int j) {
        float w = (float) (Math.min(a[4 * i] + a[4 * i + 2], b[4 * j] + b[4 * j + 2]) - Math.max(a[4 * i], b[4 * j]));
        float h = (float) (Math.min(a[4 * i + 1] + a[4 * i + 3], b[4 * j + 1] + b[4 * j + 3])
                - Math.max(a[4 * i + 1], b[4 * j + 1]));
        float shared = Math.max(w, 0) * Math.max(h, 0);
        return shared
                / ((float) (a[4 * i + 2] * a[4 * i + 3]) + (float) (b[4 * j + 2] * b[4 * j + 3]) - shared + 1e-7f);
    }

    private static UltralyticsAp of(Scene scene, Era era) {
        return UltralyticsAp.of(scene.observations(), era);
    }
}
