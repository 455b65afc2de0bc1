package dev.visor.evaluation.metric.matching;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.ScoreOrder;
import dev.visor.detection.accuracy.Sightings;
import java.util.Arrays;
import java.util.List;

/**
 * COCO's greedy matching at one IoU and any size (pycocotools 2.0.11, {@code COCOeval.evaluateImg}): within a picture and
 * class, best score first, each detection takes the demanded label of greatest IoU that is still free, the later of
 * equals, and an ignored one only when no demanded one will do. A crowd is matched by the part of the detection inside it,
 * and by any number. At most 100 detections of a picture and class take part.
 *
 * <p>A detection's match doesn't depend on detections with lower scores, so a score threshold may be applied afterwards.
 *
 * @param iou least IoU of a match, 0 to 1
 * @param pictures in the order of the observations
 */
public record FixedMatching(double iou, List<Picture> pictures) {
    /** The IoU from which on a detection is usually called right. */
    public static final double HALF = 0.5;

    private static final int MAX_DETECTIONS = 100;
    private static final double ALMOST_ONE = 1 - 1e-10;

    public FixedMatching {
        pictures = List.copyOf(pictures);
    }

    /**
     * One picture.
     *
     * @param outcomes of each detection
     * @param labels for each detection the label that it took, or −1
     * @param ious for each detection the overlap with that label, or 0
     * @param detections for each demanded label the detection that took it, or −1; −1 for other labels
     */
    public record Picture(Outcome[] outcomes, int[] labels, double[] ious, int[] detections) {
        /** Whether a demanded label is found by a detection of at least this score. */
        public boolean isFound(int label, Sightings sightings, double threshold) {
            return detections[label] >= 0 && sightings.scores()[detections[label]] >= threshold;
        }
    }

    /** Matches at IoU 0.5. */
    public static FixedMatching of(Observations observations) {
        return of(observations, HALF);
    }

    /** Matches at an IoU of 0 to 1. */
    public static FixedMatching of(Observations observations, double iou) {
        int classes = observations.classes().size();
        return new FixedMatching(
                iou,
                observations.pictures().stream()
                        .map(picture -> new Run(picture, iou, classes).match())
                        .toList());
    }

    /** What each detection of each picture is worth. */
    public List<Outcome[]> outcomes() {
        return pictures.stream().map(Picture::outcomes).toList();
    }

    private static final class Run {
        private final Labels labels;
        private final Sightings sightings;
        private final double least;
        private final int classes;
        private final boolean[] taken;
        private double overlap;

        Run(Observation picture, double iou, int classes) {
            this.labels = picture.labels();
            this.sightings = picture.sightings();
            this.least = Math.min(iou, ALMOST_ONE);
            this.classes = classes;
            this.taken = new boolean[labels.size()];
        }

        Picture match() {
            int n = sightings.size();
            Picture result = new Picture(new Outcome[n], new int[n], new double[n], new int[labels.size()]);
            Arrays.fill(result.labels, -1);
            Arrays.fill(result.detections, -1);
            int[] looked = new int[classes];
            for (int d : ScoreOrder.of(sightings.scores(), 0, n)) {
                boolean takesPart = looked[sightings.classes()[d]]++ < MAX_DETECTIONS;
                result.outcomes[d] = takesPart ? assign(d, result) : Outcome.IGNORED;
            }
            return result;
        }

        private Outcome assign(int d, Picture result) {
            int label = best(d, true);
            boolean demanded = label >= 0;
            if (!demanded) {
                label = best(d, false);
            }
            if (label < 0) {
                return Outcome.WRONG;
            }
            taken[label] = true;
            result.labels[d] = label;
            result.ious[d] = overlap;
            if (!demanded) {
                return Outcome.IGNORED;
            }
            result.detections[label] = d;
            return Outcome.RIGHT;
        }

        private int best(int d, boolean demanded) {
            overlap = least;
            int best = -1;
            for (int g = 0; g < labels.size(); g++) {
                boolean open = labels.classes()[g] == sightings.classes()[d]
                        && labels.isDemanded(g) == demanded
                        && (!taken[g] || labels.crowd()[g]);
                if (!open) {
                    continue;
                }
                double iou = labels.crowd()[g]
                        ? Overlap.inside(sightings.boxes(), d, labels.boxes(), g)
                        : Overlap.iou(sightings.boxes(), d, labels.boxes(), g);
                if (iou >= overlap) {
                    overlap = iou;
                    best = g;
                }
            }
            return best;
        }
    }
}
