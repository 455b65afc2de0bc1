package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.matching.FixedMatching;
import dev.visor.evaluation.metric.matching.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores and whether they were right, at IoU 0.5 by COCO's greedy matching: what calibration is measured and fitted on.
 *
 * @param scores one a detection that counts
 * @param right whether it found a demanded label
 */
record ScoredOutcomes(double[] scores, boolean[] right) {
    /** Of each class, by falling score, down to the least score that matters. */
    static List<ScoredOutcomes> perClass(Observations observations, double leastScore) {
        List<ScoredOutcomes> classes = new ArrayList<>();
        for (Ranking ranking :
                Ranking.of(observations, FixedMatching.of(observations).outcomes())) {
            int size = 0;
            while (size < ranking.size() && ranking.scores()[size] >= leastScore) {
                size++;
            }
            classes.add(
                    new ScoredOutcomes(Arrays.copyOf(ranking.scores(), size), Arrays.copyOf(ranking.right(), size)));
        }
        return classes;
    }

    /** Of all classes together. */
    static ScoredOutcomes of(Observations observations, double leastScore) {
        return join(perClass(observations, leastScore));
    }

    /** All of them, one after the other. */
    static ScoredOutcomes join(List<ScoredOutcomes> parts) {
        int size = parts.stream().mapToInt(ScoredOutcomes::size).sum();
        ScoredOutcomes all = new ScoredOutcomes(new double[size], new boolean[size]);
        int at = 0;
        for (ScoredOutcomes part : parts) {
            System.arraycopy(part.scores, 0, all.scores, at, part.size());
            System.arraycopy(part.right, 0, all.right, at, part.size());
            at += part.size();
        }
        return all;
    }

    /** How many. */
    int size() {
        return scores.length;
    }

    /** The same outcomes under corrected scores. */
    ScoredOutcomes corrected(ScoreCorrection correction) {
        return new ScoredOutcomes(Arrays.stream(scores).map(correction::apply).toArray(), right);
    }
}
