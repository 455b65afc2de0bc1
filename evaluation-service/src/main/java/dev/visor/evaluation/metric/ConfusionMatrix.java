package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.matching.FixedMatching;
import dev.visor.evaluation.metric.matching.Overlap;
import dev.visor.evaluation.metric.matching.PairMatching;
import dev.visor.evaluation.metric.matching.Reported;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which class is taken for which. Reported detections and demanded labels of a picture are paired one to one whatever
 * their classes, greatest IoU first, from 0.5 on ({@link PairMatching}); what is left over is paired with the background.
 * Detections without a partner that lie on an ignored label (IoU from 0.5 on, one to one) or in a crowd (half of the
 * detection or more) leave no trace.
 *
 * <p>A class's row sums to its demanded labels; the columns of all classes and {@code ignored} sum to the reported
 * detections.
 *
 * @param classes judged classes in order; in rows and columns the background follows them
 * @param thresholds score from which on each class is reported
 * @param counts rows: what is labelled; columns: what is reported; the corner of both backgrounds is 0
 * @param ignored reported detections that leave no trace
 */
public record ConfusionMatrix(List<String> classes, double[] thresholds, int[][] counts, int ignored) {
    public ConfusionMatrix {
        classes = List.copyOf(classes);
    }

    /** Counts at one threshold a class. */
    public static ConfusionMatrix of(Observations observations, double[] thresholds) {
        Reported.require(observations, thresholds);
        int background = observations.classes().size();
        int[][] counts = new int[background + 1][background + 1];
        int ignored = 0;
        for (Observation picture : observations.pictures()) {
            ignored += add(picture, thresholds, counts);
        }
        return new ConfusionMatrix(observations.classes(), thresholds.clone(), counts, ignored);
    }

    /** Adds a picture and returns how many detections leave no trace. */
    private static int add(Observation picture, double[] thresholds, int[][] counts) {
        Labels labels = picture.labels();
        Sightings seen = picture.sightings();
        int background = counts.length - 1;
        int[] reported = Reported.of(seen, thresholds);
        int[] demanded = labels(labels, labels::isDemanded);
        int[] partners = PairMatching.of(seen.boxes(), reported, labels.boxes(), demanded, FixedMatching.HALF);
        boolean[] found = new boolean[demanded.length];
        for (int i = 0; i < reported.length; i++) {
            if (partners[i] >= 0) {
                found[partners[i]] = true;
                counts[labels.classes()[demanded[partners[i]]]][seen.classes()[reported[i]]]++;
            }
        }
        for (int i = 0; i < demanded.length; i++) {
            counts[labels.classes()[demanded[i]]][background] += found[i] ? 0 : 1;
        }
        int[] left = IntStream.range(0, reported.length)
                .filter(i -> partners[i] < 0)
                .map(i -> reported[i])
                .toArray();
        int[] excused = labels(labels, g -> labels.ignored()[g] && !labels.crowd()[g]);
        int[] excuses = PairMatching.of(seen.boxes(), left, labels.boxes(), excused, FixedMatching.HALF);
        int ignored = 0;
        for (int i = 0; i < left.length; i++) {
            if (excuses[i] >= 0 || isInCrowd(labels, seen, left[i])) {
                ignored++;
            } else {
                counts[background][seen.classes()[left[i]]]++;
            }
        }
        return ignored;
    }

    private static int[] labels(Labels labels, IntPredicate which) {
        return IntStream.range(0, labels.size()).filter(which).toArray();
    }

    private static boolean isInCrowd(Labels labels, Sightings seen, int detection) {
        return IntStream.range(0, labels.size())
                .anyMatch(g -> labels.crowd()[g]
                        && Overlap.inside(seen.boxes(), detection, labels.boxes(), g) >= FixedMatching.HALF);
    }
}
