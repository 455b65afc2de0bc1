package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.matching.FixedMatching;
import dev.visor.evaluation.metric.matching.Outcome;
import dev.visor.evaluation.metric.matching.Overlap;
import dev.visor.evaluation.metric.matching.Reported;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a detector did wrong on one picture, to be drawn. A detection that is wrong and a label that it nearly found, of the
 * right place or the right class, are one error but count on both sides.
 *
 * @param picture its place in the split, from 0
 * @param missed demanded labels that aren't found
 * @param falseAlarms reported detections that found no label
 * @param errors wrong detections by falling score, then missed labels that none of them explains; at most 100
 */
public record PictureErrors(int picture, int missed, int falseAlarms, List<Mistake> errors) {
    private static final int MOST = 100;
    private static final double NEAR = 0.1;

    public PictureErrors {
        errors = List.copyOf(errors);
    }

    /** What went wrong. */
    public enum Kind {
        /** A label that no detection found or nearly found. */
        MISSED,
        /** A detection with nothing of its class near. */
        FALSE_ALARM,
        /** A detection whose nearest label of its class has an IoU from 0.1 to less than 0.5. */
        BADLY_PLACED,
        /** A detection on a label of another class, at an IoU of 0.5 or more. */
        WRONG_CLASS,
        /** A further detection of a label that is found, at an IoU of 0.5 or more. */
        DUPLICATE
    }

    /**
     * One error.
     *
     * @param kind what went wrong
     * @param className class of the detection, or of the label that is missed
     * @param box x, y, width, height in pixels, of the same
     * @param score of the detection, or −1 where there is none
     * @param iou with the label in question, 0 where there is none; of a missed label with the nearest reported detection
     *     of its class
     * @param labelled class of the label in question, absent where there is none
     */
    public record Mistake(
            Kind kind,
            String className,
            double[] box,
            double score,
            double iou,
            @Nullable String labelled) {}

    /** How many errors on both sides; what pictures are ranked by. */
    public int count() {
        return missed + falseAlarms;
    }

    /** Of one picture, at one threshold a class; counts of the classes that are asked for, and errors that involve one of them. */
    static PictureErrors of(
            int place,
            List<String> classes,
            Observation picture,
            FixedMatching.Picture matching,
            double[] thresholds,
            Predicate<String> asked) {
        Finder finder = new Finder(classes, picture, matching, thresholds);
        int falseAlarms = 0;
        for (int d : Reported.of(finder.seen, thresholds)) {
            if (matching.outcomes()[d] == Outcome.WRONG) {
                finder.explain(d);
                falseAlarms += asked.test(finder.name(finder.seen.classes()[d])) ? 1 : 0;
            }
        }
        finder.errors.sort((a, b) -> Double.compare(b.score, a.score));
        int missed = 0;
        for (int g = 0; g < finder.labels.size(); g++) {
            if (finder.isMissed(g)) {
                finder.miss(g);
                missed += asked.test(finder.name(finder.labels.classes()[g])) ? 1 : 0;
            }
        }
        List<Mistake> errors = finder.errors.stream()
                .filter(e -> asked.test(e.className) || (e.labelled != null && asked.test(e.labelled)))
                .limit(MOST)
                .toList();
        return new PictureErrors(place, missed, falseAlarms, errors);
    }

    private static final class Finder {
        private final List<String> classes;
        private final Labels labels;
        private final Sightings seen;
        private final FixedMatching.Picture matching;
        private final double[] thresholds;
        private final boolean[] explained;
        private final List<Mistake> errors = new ArrayList<>();

        Finder(List<String> classes, Observation picture, FixedMatching.Picture matching, double[] thresholds) {
            this.classes = classes;
            this.labels = picture.labels();
            this.seen = picture.sightings();
            this.matching = matching;
            this.thresholds = thresholds;
            this.explained = new boolean[labels.size()];
        }

        boolean isMissed(int g) {
            return labels.isDemanded(g) && !matching.isFound(g, seen, thresholds[labels.classes()[g]]);
        }

        void explain(int d) {
            int own = nearest(d, true);
            int other = nearest(d, false);
            if (own >= 0 && iou(d, own) >= FixedMatching.HALF) {
                add(Kind.DUPLICATE, d, own);
            } else if (other >= 0 && iou(d, other) >= FixedMatching.HALF) {
                add(Kind.WRONG_CLASS, d, other);
            } else if (own >= 0 && iou(d, own) >= NEAR) {
                add(Kind.BADLY_PLACED, d, own);
            } else {
                errors.add(new Mistake(
                        Kind.FALSE_ALARM, name(seen.classes()[d]), box(seen.boxes(), d), seen.scores()[d], 0, null));
            }
        }

        private void add(Kind kind, int d, int g) {
            explained[g] = true;
            errors.add(new Mistake(
                    kind,
                    name(seen.classes()[d]),
                    box(seen.boxes(), d),
                    seen.scores()[d],
                    iou(d, g),
                    name(labels.classes()[g])));
        }

        void miss(int g) {
            if (explained[g]) {
                return;
            }
            int k = labels.classes()[g];
            double nearest = 0;
            for (int d : Reported.of(seen, thresholds)) {
                nearest = seen.classes()[d] == k ? Math.max(nearest, iou(d, g)) : nearest;
            }
            errors.add(new Mistake(Kind.MISSED, name(k), box(labels.boxes(), g), Share.NONE, nearest, name(k)));
        }

        /** The demanded label of greatest IoU, the first of equals, or −1 if none overlaps. */
        private int nearest(int d, boolean sameClass) {
            int nearest = -1;
            double greatest = 0;
            for (int g = 0; g < labels.size(); g++) {
                boolean asked = labels.isDemanded(g) && (labels.classes()[g] == seen.classes()[d]) == sameClass;
                if (asked && iou(d, g) > greatest) {
                    greatest = iou(d, g);
                    nearest = g;
                }
            }
            return nearest;
        }

        private double iou(int d, int g) {
            return Overlap.iou(seen.boxes(), d, labels.boxes(), g);
        }

        private String name(int k) {
            return classes.get(k);
        }

        private static double[] box(double[] boxes, int i) {
            return Arrays.copyOfRange(boxes, 4 * i, 4 * i + 4);
        }
    }
}
