package dev.visor.evaluation.metric.matching;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.ScoreOrder;
import dev.visor.detection.accuracy.Sightings;
import java.util.ArrayList;
import java.util.List;

/**
 * Detections of one class in all pictures that count, best score first; equal scores by picture, then in the detector's
 * order.
 *
 * @param demanded labels of the class that a detector must find
 * @param scores falling
 * @param right whether each found a demanded label
 * @param pictures where each was seen, from 0
 * @param detections its place among the sightings of that picture, from 0
 */
public record Ranking(int demanded, double[] scores, boolean[] right, int[] pictures, int[] detections) {
    /**
     * One ranking a class, in the order of classes.
     *
     * @param outcomes for each picture what each of its detections is worth
     */
    public static List<Ranking> of(Observations observations, List<Outcome[]> outcomes) {
        int classes = observations.classes().size();
        int[] counts = new int[classes];
        for (int p = 0; p < outcomes.size(); p++) {
            int[] owners = observations.pictures().get(p).sightings().classes();
            for (int d = 0; d < owners.length; d++) {
                counts[owners[d]] += outcomes.get(p)[d] == Outcome.IGNORED ? 0 : 1;
            }
        }
        int[] demanded = demanded(observations);
        List<Ranking> rankings = new ArrayList<>(classes);
        for (int k = 0; k < classes; k++) {
            rankings.add(empty(demanded[k], counts[k]));
        }
        int[] filled = new int[classes];
        for (int p = 0; p < outcomes.size(); p++) {
            Sightings seen = observations.pictures().get(p).sightings();
            for (int d = 0; d < seen.size(); d++) {
                if (outcomes.get(p)[d] != Outcome.IGNORED) {
                    int k = seen.classes()[d];
                    rankings.get(k).put(filled[k]++, seen.scores()[d], outcomes.get(p)[d] == Outcome.RIGHT, p, d);
                }
            }
        }
        rankings.replaceAll(Ranking::sorted);
        return List.copyOf(rankings);
    }

    /** Demanded labels of each class. */
    public static int[] demanded(Observations observations) {
        int[] demanded = new int[observations.classes().size()];
        for (Observation picture : observations.pictures()) {
            Labels labels = picture.labels();
            for (int g = 0; g < labels.size(); g++) {
                demanded[labels.classes()[g]] += labels.isDemanded(g) ? 1 : 0;
            }
        }
        return demanded;
    }

    /** How many detections count. */
    public int size() {
        return scores.length;
    }

    /** Whether the next detection has a lower score, or there is none: a threshold can only lie here. */
    public boolean endsScore(int i) {
        return i + 1 == scores.length || scores[i + 1] < scores[i];
    }

    private static Ranking empty(int demanded, int count) {
        return new Ranking(demanded, new double[count], new boolean[count], new int[count], new int[count]);
    }

    private void put(int i, double score, boolean isRight, int picture, int detection) {
        scores[i] = score;
        right[i] = isRight;
        pictures[i] = picture;
        detections[i] = detection;
    }

    private Ranking sorted() {
        Ranking sorted = empty(demanded, size());
        int next = 0;
        for (int i : ScoreOrder.of(scores, 0, size())) {
            sorted.put(next++, scores[i], right[i], pictures[i], detections[i]);
        }
        return sorted;
    }
}
