package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far scores are from the share of detections that is right (D-ECE; Küppers et al. 2020, Kuzucu et al. 2024): the mean
 * over detections of |mean score − precision| of their bin, in 25 bins of equal width. Right means IoU 0.5 by COCO's greedy
 * matching; another criterion gives another number. Detections that don't count take no part.
 *
 * @param leastScore detections with lower scores take no part: the many faint ones would drown the others
 * @param overall of all classes together
 * @param perClass every judged class in order
 */
public record Calibration(double leastScore, Reliability overall, List<ClassReliability> perClass) {
    /** Bins of equal width from 0 to 1. */
    public static final int BINS = 25;

    public Calibration {
        perClass = List.copyOf(perClass);
    }

    /**
     * A reliability diagram.
     *
     * @param dEce detection expected calibration error, 0 to 1, less is better; −1 without detections
     * @param detections how many take part
     * @param bins by rising score
     */
    public record Reliability(double dEce, int detections, List<Bin> bins) {
        public Reliability {
            bins = List.copyOf(bins);
        }
    }

    /**
     * Detections of similar scores; the upper end belongs to the next bin, except the last's.
     *
     * @param from lower end
     * @param to upper end
     * @param detections how many
     * @param meanScore of them, or −1 if there are none
     * @param precision share of them that is right, or −1 if there are none
     */
    public record Bin(double from, double to, int detections, double meanScore, double precision) {}

    /** One class. */
    public record ClassReliability(String className, Reliability reliability) {}

    /** Of the detector's own scores. */
    public static Calibration of(Observations observations, double leastScore) {
        List<ScoredOutcomes> classes = ScoredOutcomes.perClass(observations, leastScore);
        return new Calibration(
                leastScore,
                reliability(ScoredOutcomes.join(classes)),
                IntStream.range(0, classes.size())
                        .mapToObj(
                                k -> new ClassReliability(observations.classes().get(k), reliability(classes.get(k))))
                        .toList());
    }

    static Reliability reliability(ScoredOutcomes outcomes) {
        int[] counts = new int[BINS];
        int[] right = new int[BINS];
        double[] sums = new double[BINS];
        for (int i = 0; i < outcomes.size(); i++) {
            double score = outcomes.scores()[i];
            int bin = Math.clamp((int) (score * BINS), 0, BINS - 1);
            counts[bin]++;
            sums[bin] += score;
            right[bin] += outcomes.right()[i] ? 1 : 0;
        }
        List<Bin> bins = new ArrayList<>(BINS);
        double error = 0;
        for (int b = 0; b < BINS; b++) {
            error += Math.abs(sums[b] - right[b]);
            bins.add(new Bin(
                    (double) b / BINS,
                    (double) (b + 1) / BINS,
                    counts[b],
                    Share.of(sums[b], counts[b]),
                    Share.of(right[b], counts[b])));
        }
        return new Reliability(Share.of(error, outcomes.size()), outcomes.size(), bins);
    }
}
