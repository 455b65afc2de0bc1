package dev.visor.evaluation.run;

import dev.visor.contracts.evaluation.ClassMetrics;

/**
 * Accuracy of one class; figures from 0 to 1, or −1 without labels.
 *
 * @param className the dataset's name of it
 * @param instances labelled boxes of it in the judged split
 * @param ap AP over IoU 0.50:0.05:0.95
 * @param ap50 AP at IoU 0.50
 * @param ap75 AP at IoU 0.75
 * @param ar100 AR with at most 100 detections a picture
 * @param minimumScore score from which on detections of it should be reported
 * @param precision at that score
 * @param recall at that score
 */
public record ClassFigures(
        String className,
        int instances,
        double ap,
        double ap50,
        double ap75,
        double ar100,
        double minimumScore,
        double precision,
        double recall) {
    /** The part that is published. */
    public ClassMetrics published() {
        return new ClassMetrics(className, instances, ap, ap50, ap75, minimumScore, precision, recall);
    }
}
