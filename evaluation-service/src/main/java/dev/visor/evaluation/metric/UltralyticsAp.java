package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.ScoreOrder;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.matching.Outcome;
import dev.visor.evaluation.metric.matching.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Average precision as Ultralytics reports it, for reconciliation with figures from there; it is not comparable with
 * COCO's. Each detection takes the label of its class of greatest IoU and no other, the later of equals; of several
 * detections of one label only the one of greatest score is right. IoU is in single precision with 1e-7 added to the union,
 * at 0.50:0.05:0.95. AP is the trapezoid of precision, interpolated at 101 recalls, and at most 0.995.
 *
 * <p>Labels there have no flags: crowds and ignored labels are left out, as its conversion of COCO does, and detections
 * on them are wrong. Each figure is from 0 to 1, or −1 without demanded labels; such classes take no part in the means.
 *
 * @param era how the curve ends
 * @param ap mean over IoU 0.50:0.05:0.95: {@code mAP50-95}
 * @param ap50 at IoU 0.5: {@code mAP50}
 * @param perClass every judged class in order
 */
public record UltralyticsAp(Era era, double ap, double ap50, List<ClassAp> perClass) {
    private static final int IOUS = 10;
    private static final int RECALLS = 101;
    private static final float EPSILON = 1e-7f;

    public UltralyticsAp {
        perClass = List.copyOf(perClass);
    }

    /** How the precision–recall curve goes on after its last point. */
    public enum Era {
        /** The legacy form, YOLOv5 to YOLO11: a ramp down to precision 0 at recall 1, an area that nothing was found for. */
        RAMP,
        /** Newer releases, 8.4.x: it drops to precision 0 at once. */
        DROP
    }

    /**
     * One class.
     *
     * @param className its name
     * @param instances demanded labels
     * @param ap mean over IoU 0.50:0.05:0.95
     * @param ap50 at IoU 0.5
     */
    public record ClassAp(String className, int instances, double ap, double ap50) {}

    /** Computes it. */
    public static UltralyticsAp of(Observations observations, Era era) {
        List<List<Ranking>> rankings = new ArrayList<>(IOUS);
        for (int t = 0; t < IOUS; t++) {
            float least = (float) (0.5 + 0.05 * t);
            rankings.add(Ranking.of(
                    observations,
                    observations.pictures().stream().map(p -> match(p, least)).toList()));
        }
        List<ClassAp> classes = IntStream.range(0, observations.classes().size())
                .mapToObj(k -> {
                    double[] ap = rankings.stream()
                            .mapToDouble(r -> averagePrecision(r.get(k), era))
                            .toArray();
                    int instances = rankings.getFirst().get(k).demanded();
                    return new ClassAp(observations.classes().get(k), instances, Share.mean(ap), ap[0]);
                })
                .toList();
        return new UltralyticsAp(
                era,
                Share.mean(classes.stream().mapToDouble(ClassAp::ap).toArray()),
                Share.mean(classes.stream().mapToDouble(ClassAp::ap50).toArray()),
                classes);
    }

    private static Outcome[] match(Observation picture, float least) {
        Labels labels = picture.labels();
        Sightings seen = picture.sightings();
        Outcome[] outcomes = new Outcome[seen.size()];
        boolean[] taken = new boolean[labels.size()];
        for (int d : ScoreOrder.of(seen.scores(), 0, seen.size())) {
            float greatest = least;
            int label = -1;
            for (int g = 0; g < labels.size(); g++) {
                if (labels.classes()[g] == seen.classes()[d] && labels.isDemanded(g)) {
                    float iou = iou(seen.boxes(), 4 * d, labels.boxes(), 4 * g);
                    if (iou >= greatest) {
                        greatest = iou;
                        label = g;
                    }
                }
            }
            outcomes[d] = label < 0 || taken[label] ? Outcome.WRONG : Outcome.RIGHT;
            if (label >= 0) {
                taken[label] = true;
            }
        }
        return outcomes;
    }

    private static float iou(double[] a, int i, double[] b, int j) {
        float intersection = shared(a, i, b, j) * shared(a, i + 1, b, j + 1);
        return intersection / (area(a, i) + area(b, j) - intersection + EPSILON);
    }

    private static float shared(double[] a, int i, double[] b, int j) {
        return Math.max(0, Math.min(end(a, i), end(b, j)) - Math.max((float) a[i], (float) b[j]));
    }

    private static float area(double[] boxes, int i) {
        return (end(boxes, i) - (float) boxes[i]) * (end(boxes, i + 1) - (float) boxes[i + 1]);
    }

    private static float end(double[] boxes, int i) {
        return (float) (boxes[i] + boxes[i + 2]);
    }

    private static double averagePrecision(Ranking ranking, Era era) {
        int n = ranking.size();
        if (ranking.demanded() == 0) {
            return Share.NONE;
        }
        if (n == 0) {
            return 0;
        }
        int end = era == Era.DROP ? n + 1 : n;
        double[] recall = new double[end + 2];
        double[] precision = new double[end + 2];
        precision[0] = 1;
        int found = 0;
        for (int i = 1; i <= n; i++) {
            found += ranking.right()[i - 1] ? 1 : 0;
            recall[i] = (double) found / ranking.demanded();
            precision[i] = (double) found / i;
        }
        recall[end] = recall[n];
        recall[end + 1] = 1;
        for (int i = n; i > 0; i--) {
            precision[i - 1] = Math.max(precision[i - 1], precision[i]);
        }
        return area(recall, precision);
    }

    /** Trapezoids between 101 recalls; between points of the curve, and at equal recalls, as {@code numpy.interp} reads it. */
    private static double area(double[] recall, double[] precision) {
        double[] x = IntStream.range(0, RECALLS)
                .mapToDouble(i -> i == RECALLS - 1 ? 1 : i * 0.01)
                .toArray();
        double[] y = new double[RECALLS];
        int at = 0;
        for (int i = 0; i < RECALLS; i++) {
            while (at + 1 < recall.length && recall[at + 1] <= x[i]) {
                at++;
            }
            boolean onPoint = at + 1 == recall.length || recall[at] == x[i];
            y[i] = onPoint ? precision[at] : between(recall, precision, at, x[i]);
        }
        return IntStream.range(1, RECALLS)
                .mapToDouble(i -> (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2)
                .sum();
    }

    private static double between(double[] recall, double[] precision, int at, double x) {
        double slope = (precision[at + 1] - precision[at]) / (recall[at + 1] - recall[at]);
        return precision[at] + slope * (x - recall[at]);
    }
}
