package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.Scene.Box;
import dev.visor.evaluation.metric.VocAp.PixelConvention;
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
    void theConventionOfPixelsDecidesCloseCases() {
        // Between lines they share 10·4.8 of 10·10, and counted as pixels 11·5.8 of 11·11.
        Scene half = Scene.of("a")
                .picture(List.of(box(0, 0, 0, 10, 10)), box(0, 0, 0, 10, 4.8).seen(0.9));
        assertThat(VocAp.of(half.observations(), PixelConvention.CONTINUOUS).ap10())
                .isZero();
        assertThat(VocAp.of(half.observations(), PixelConvention.INCLUSIVE).ap10())
                .isEqualTo(1);
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
            VocAp ap = VocAp.of(observations, PixelConvention.INCLUSIVE);
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
                double[] b = labels.boxes();
                double right1 = Math.min(a[4 * f.detection] + a[4 * f.detection + 2], b[4 * g] + b[4 * g + 2]);
                double bottom = Math.min(a[4 * f.detection + 1] + a[4 * f.detection + 3], b[4 * g + 1] + b[4 * g + 3]);
                double w = right1 - Math.max(a[4 * f.detection], b[4 * g]) + 1;
                double h = bottom - Math.max(a[4 * f.detection + 1], b[4 * g + 1]) + 1;
                double union = (a[4 * f.detection + 2] + 1) * (a[4 * f.detection + 3] + 1)
                        + (b[4 * g + 2] + 1) * (b[4 * g + 3] + 1)
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

    private static VocAp of(Scene scene) {
        return VocAp.of(scene.observations(), PixelConvention.CONTINUOUS);
    }
}
