package dev.visor.samples.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * COCO's average precision at one IoU threshold: detections in falling order of score take the free label of their
 * class that they overlap most, and the precision envelope is averaged at 101 recalls. A progress figure for training
 * and tests; what decides about promotions is the evaluation service's.
 */
final class AveragePrecision {
    private static final int RECALLS = 101;

    private final double iouAtLeast;
    private final List<List<Scored>> scored = new ArrayList<>();
    private final int[] labels;

    public AveragePrecision(double iouAtLeast, int classes) {
        this.iouAtLeast = iouAtLeast;
        this.labels = new int[classes];
        for (int c = 0; c < classes; c++) {
            scored.add(new ArrayList<>());
        }
    }

    /** Adds one picture. */
    public void add(List<Label> truth, List<Detection> detections) {
        boolean[] taken = new boolean[truth.size()];
        truth.forEach(label -> labels[label.category()]++);
        for (Detection detection : detections.stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .toList()) {
            int best = -1;
            double bestIou = iouAtLeast;
            for (int l = 0; l < truth.size(); l++) {
                double iou = truth.get(l).box().iou(detection.box());
                if (!taken[l] && truth.get(l).category() == detection.category() && iou >= bestIou) {
                    best = l;
                    bestIou = iou;
                }
            }
            if (best >= 0) {
                taken[best] = true;
            }
            scored.get(detection.category()).add(new Scored(detection.score(), best >= 0));
        }
    }

    /** Of one class, 0..1; 0 when there are no labels. */
    public double of(int category) {
        List<Scored> ranked = scored.get(category).stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        if (labels[category] == 0) {
            return 0;
        }
        double[] precision = new double[ranked.size()];
        double[] recall = new double[ranked.size()];
        int hits = 0;
        for (int i = 0; i < ranked.size(); i++) {
            hits += ranked.get(i).hit ? 1 : 0;
            precision[i] = (double) hits / (i + 1);
            recall[i] = (double) hits / labels[category];
        }
        for (int i = ranked.size() - 2; i >= 0; i--) {
            precision[i] = Math.max(precision[i], precision[i + 1]);
        }
        double sum = 0;
        for (int r = 0, i = 0; r < RECALLS; r++) {
            while (i < recall.length && recall[i] < r / (RECALLS - 1.0)) {
                i++;
            }
            sum += i < recall.length ? precision[i] : 0;
        }
        return sum / RECALLS;
    }

    /** The mean over the classes, 0..1. */
    public double mean() {
        double sum = 0;
        for (int c = 0; c < labels.length; c++) {
            sum += of(c);
        }
        return sum / labels.length;
    }

    private record Scored(double score, boolean hit) {}
}
