package dev.visor.detection.dataset.quality;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Matcher;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Labels that a detector's own errors point at. Detections should be given with all their scores, since a label that even
 * a faint one finds is not suspicious.
 */
public final class SuspiciousLabels {
    /** From this score on, a detection is sure. */
    public static final double SURE = 0.7;

    /** Below this IoU with every label, a detection lies where nothing is labelled. */
    public static final double ELSEWHERE_IOU = 0.1;

    /** From this IoU on, a detection lies on a labelled object. */
    public static final double ON_OBJECT_IOU = 0.7;

    /** Below this IoU with every detection, a label is not found. */
    public static final double FOUND_IOU = 0.3;

    private static final double SAME_OBJECT_IOU = 0.5;
    private static final double IN_CROWD = 0.5;

    private static final Comparator<Suspicion> SUREST_FIRST = Comparator.comparing(Suspicion::kind)
            .thenComparing(Comparator.<Suspicion>comparingDouble(s -> s.score() == null ? 0 : s.score())
                    .reversed())
            .thenComparing(Comparator.<Suspicion>comparingDouble(s -> s.width() * s.height())
                    .reversed())
            .thenComparingInt(Suspicion::picture)
            .thenComparingDouble(Suspicion::x)
            .thenComparingDouble(Suspicion::y);

    private SuspiciousLabels() {}

    /** By kind, the surest first, large labels before small ones. */
    public static List<Suspicion> find(Observations observations) {
        List<Suspicion> suspicions = new ArrayList<>();
        List<Observation> pictures = observations.pictures();
        for (int i = 0; i < pictures.size(); i++) {
            sureDetections(i, pictures.get(i), suspicions);
            lostLabels(i, pictures.get(i), suspicions);
        }
        suspicions.sort(SUREST_FIRST);
        return suspicions;
    }

    private static void sureDetections(int picture, Observation observation, List<Suspicion> suspicions) {
        Labels labels = observation.labels();
        Sightings seen = observation.sightings();
        List<Integer> sure = IntStream.range(0, seen.size())
                .filter(d -> seen.scores()[d] >= SURE)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer d) -> -seen.scores()[d]))
                .toList();
        List<Integer> named = new ArrayList<>();
        for (int d : sure) {
            int nearest = -1;
            double best = 0;
            boolean elsewhere = true;
            boolean agreed = false;
            for (int l = 0; l < labels.size(); l++) {
                if (labels.crowd()[l]) {
                    elsewhere &= inside(seen.boxes(), d, labels.boxes(), l) < IN_CROWD;
                    continue;
                }
                double iou = iou(seen.boxes(), d, labels.boxes(), l);
                elsewhere &= iou < ELSEWHERE_IOU;
                agreed |= iou >= SAME_OBJECT_IOU && labels.classes()[l] == seen.classes()[d];
                if (iou > best && !labels.ignored()[l]) {
                    best = iou;
                    nearest = l;
                }
            }
            boolean again = named.stream().anyMatch(n -> iou(seen.boxes(), d, seen.boxes(), n) >= SAME_OBJECT_IOU);
            if (again || agreed) {
                continue;
            }
            if (elsewhere) {
                named.add(d);
                suspicions.add(detection(picture, Suspicion.Kind.UNLABELLED_OBJECT, seen, d, null));
            } else if (best >= ON_OBJECT_IOU) {
                named.add(d);
                suspicions.add(detection(picture, Suspicion.Kind.OTHER_CLASS, seen, d, labels.classes()[nearest]));
            }
        }
    }

    private static void lostLabels(int picture, Observation observation, List<Suspicion> suspicions) {
        Labels labels = observation.labels();
        Sightings seen = observation.sightings();
        for (int l = 0; l < labels.size(); l++) {
            int label = l;
            boolean found = IntStream.range(0, seen.size())
                    .anyMatch(d -> iou(seen.boxes(), d, labels.boxes(), label) >= FOUND_IOU);
            if (labels.isDemanded(l) && !found) {
                double[] box = labels.boxes();
                suspicions.add(new Suspicion(
                        picture,
                        Suspicion.Kind.NEVER_FOUND,
                        labels.classes()[l],
                        labels.classes()[l],
                        null,
                        box[4 * l],
                        box[4 * l + 1],
                        box[4 * l + 2],
                        box[4 * l + 3]));
            }
        }
    }

    private static Suspicion detection(
            int picture, Suspicion.Kind kind, Sightings seen, int d, @Nullable Integer labelled) {
        double[] box = seen.boxes();
        return new Suspicion(
                picture,
                kind,
                seen.classes()[d],
                labelled,
                seen.scores()[d],
                box[4 * d],
                box[4 * d + 1],
                box[4 * d + 2],
                box[4 * d + 3]);
    }

    private static double iou(double[] a, int i, double[] b, int j) {
        return Matcher.iou(a, 4 * i, b, 4 * j, false);
    }

    private static double inside(double[] boxes, int i, double[] crowds, int j) {
        return Matcher.iou(boxes, 4 * i, crowds, 4 * j, true);
    }
}
