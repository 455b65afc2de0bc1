package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.Scene.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VocApTest {
    private static final double EXACT = 1e-12;
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box THERE = box(0, 300, 300, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void hasElevenPointsInOneEraAndTheAreaInTheOther() {
        // Precision 1 up to recall 1/2, then 2/3 up to recall 1: 6 and 5 of eleven points, a half and a half of the
        // area.
        VocAp ap = of(Scene.of("a").picture(List.of(HERE, THERE), HERE.seen(0.9), NOWHERE.seen(0.8), THERE.seen(0.7)));
        assertThat(ap.ap07()).isCloseTo((6 + 5 * 2.0 / 3) / 11, within(EXACT));
        assertThat(ap.ap10()).isCloseTo((1 + 2.0 / 3) / 2, within(EXACT));
    }

    @Test
    void whatIsNeverFoundCostsItsShare() {
        VocAp ap = of(Scene.of("a").picture(List.of(HERE, THERE), HERE.seen(0.9)));
        assertThat(ap.ap07()).isCloseTo(6.0 / 11, within(EXACT));
        assertThat(ap.ap10()).isCloseTo(0.5, within(EXACT));
    }

    @Test
    void aRecallOfExactlyThreeTenthsReachesThePointThere() {
        Scene scene = Scene.of("a");
        for (int p = 0; p < 10; p++) {
            scene.picture(List.of(HERE), p < 3 ? List.of(HERE.seen(0.9)) : List.of());
        }
        assertThat(of(scene).ap07()).isCloseTo(4.0 / 11, within(EXACT));
    }

    @Test
    void aDetectionWhoseBestLabelIsTakenGetsNoOther() {
        Box near = HERE.movedBy(20);
        VocAp ap = of(Scene.of("a")
                .picture(List.of(HERE, near), HERE.seen(0.9), HERE.movedBy(5).seen(0.8)));
        assertThat(ap.ap10()).isCloseTo(0.5, within(EXACT));
    }

    @Test
    void aDifficultLabelIsNeitherDemandedNorPunished() {
        VocAp ap = of(Scene.of("a")
                .picture(List.of(HERE, THERE.asIgnored()), THERE.seen(0.9), THERE.seen(0.8), HERE.seen(0.7)));
        assertThat(ap.ap10()).isEqualTo(1);
        assertThat(ap.perClass().getFirst().instances()).isEqualTo(1);
    }

    @Test
    void aLabelFromPixel2To11IsTenWideAsInTheKit() {
        // The kit: pixels 2 to 11 and 2 to 6 share 5 of 10 columns, so IoU is 0.5; of 2 to 5 it is 0.4.
        Box label = box(0, 1, 1, 10, 10);
        assertThat(of(Scene.of("a").picture(List.of(label), box(0, 1, 1, 5, 10).seen(0.9)))
                        .ap10())
                .isEqualTo(1);
        assertThat(of(Scene.of("a").picture(List.of(label), box(0, 1, 1, 4, 10).seen(0.9)))
                        .ap10())
                .isZero();
    }

    @Test
    void classesWithoutLabelsAreLeftOutOfTheMean() {
        VocAp ap = of(Scene.of("a", "b")
                .picture(List.of(HERE), HERE.seen(0.9), HERE.as(1).seen(0.9)));
        assertThat(ap.ap10()).isEqualTo(1);
        assertThat(ap.perClass().get(1).ap07()).isEqualTo(-1);
    }

    @Test
    void labelsWithoutDetectionsAreZeroAndNothingIsNothingToMeasure() {
        assertThat(of(Scene.of("a").picture(List.of(HERE))).ap07()).isZero();
        assertThat(of(Scene.of("a").picture(List.of(HERE))).ap10()).isZero();
        assertThat(of(Scene.of("a")).ap10()).isEqualTo(-1);
        assertThat(of(Scene.of("a").picture(List.of(HERE.asCrowd()), HERE.seen(0.5)))
                        .ap10())
                .isEqualTo(-1);
    }

    @Test
    void equalsAPlainReadingOfTheKitOnRandomPictures() {
        for (int seed = 0; seed < 200; seed++) {
            Observations observations = Scene.random(seed, 1 + seed % 9, "a", "b");
            VocAp ap = VocAp.of(observations);
            for (int k = 0; k < 2; k++) {
                double[] expected = plain(observations, k);
                assertThat(ap.perClass().get(k).ap07()).isCloseTo(expected[0], within(EXACT));
                assertThat(ap.perClass().get(k).ap10()).isCloseTo(expected[1], within(EXACT));
            }
        }
    }

    private record Found(double score, int picture, int detection) {}

    /** Over all pictures at once and with sentinels, as the kit goes about it. */
    private static double[] plain(Observations observations, int k) {
        List<Found> found = new ArrayList<>();
        Map<Integer, Set<Integer>> taken = new HashMap<>();
        int positives = 0;
        for (int p = 0; p < observations.pictures().size(); p++) {
            Labels labels = observations.pictures().get(p).labels();
            Sightings seen = observations.pictures().get(p).sightings();
            taken.put(p, new HashSet<>());
            for (int g = 0; g < labels.size(); g++) {
                positives += labels.classes()[g] == k && labels.isDemanded(g) ? 1 : 0;
            }
            for (int d = 0; d < seen.size(); d++) {
                if (seen.classes()[d] == k) {
                    found.add(new Found(seen.scores()[d], p, d));
                }
            }
        }
        if (positives == 0) {
            return new double[] {-1, -1};
        }
        found.sort(Comparator.comparingDouble(Found::score).reversed());
        List<Double> recall = new ArrayList<>(List.of(0.0));
        List<Double> precision = new ArrayList<>(List.of(0.0));
        int right = 0;
        int wrong = 0;
        for (Found f : found) {
            Labels labels = observations.pictures().get(f.picture).labels();
            double[] a = observations.pictures().get(f.picture).sightings().boxes();
            double most = Double.NEGATIVE_INFINITY;
            int label = -1;
            for (int g = 0; g < labels.size(); g++) {
                double[] one = pixels(a, f.detection);
                double[] other = pixels(labels.boxes(), g);
                double w = Math.min(one[2], other[2]) - Math.max(one[0], other[0]) + 1;
                double h = Math.min(one[3], other[3]) - Math.max(one[1], other[1]) + 1;
                double union = (one[2] - one[0] + 1) * (one[3] - one[1] + 1)
                        + (other[2] - other[0] + 1) * (other[3] - other[1] + 1)
                        - w * h;
                if (labels.classes()[g] == k && w > 0 && h > 0 && w * h / union > most) {
                    most = w * h / union;
                    label = g;
                }
            }
            if (most >= 0.5 && !labels.isDemanded(label)) {
                continue;
            }
            if (most >= 0.5 && taken.get(f.picture).add(label)) {
                right++;
            } else {
                wrong++;
            }
            recall.add((double) right / positives);
            precision.add((double) right / (right + wrong));
        }
        double eleven = 0;
        for (int r = 0; r <= 10; r++) {
            double best = 0;
            for (int i = 1; i < recall.size(); i++) {
                best = recall.get(i) > r / 10.0 - 1e-9 ? Math.max(best, precision.get(i)) : best;
            }
            eleven += best / 11;
        }
        recall.add(1.0);
        precision.add(0.0);
        double area = 0;
        for (int i = precision.size() - 2; i >= 0; i--) {
            precision.set(i, Math.max(precision.get(i), precision.get(i + 1)));
            area += (recall.get(i + 1) - recall.get(i)) * precision.get(i + 1);
        }
        return new double[] {eleven, area};
    }

    /** First and last column and row, from 1. */
    private static double[] pixels(double[] boxes, int i) {
        double x = boxes[4 * i];
        double y = boxes[4 * i + 1];
        return new double[] {x + 1, y + 1, x + boxes[4 * i + 2], y + boxes[4 * i + 3]};
    }

    private static VocAp of(Scene scene) {
        return VocAp.of(scene.observations());
    }
}
