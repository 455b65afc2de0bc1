package dev.visor.contracts.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Accuracy of one class.
 *
 * @param className the dataset's name of it
 * @param instances labelled boxes of it in the judged split
 * @param ap AP over IoU 0.50:0.05:0.95, −1 without instances
 * @param ap50 AP at IoU 0.50
 * @param ap75 AP at IoU 0.75
 * @param minimumScore score from which on detections of it should be reported; null where it wasn't fitted
 * @param precision at that score; null where it wasn't fitted
 * @param recall at that score; null where it wasn't fitted
 */
public record ClassMetrics(
        String className,
        int instances,
        double ap,
        double ap50,
        double ap75,
        @Nullable Double minimumScore,
        @Nullable Double precision,
        @Nullable Double recall) {
    /** Without a score of its own. */
    public ClassMetrics(String className, int instances, double ap, double ap50, double ap75) {
        this(className, instances, ap, ap50, ap75, null, null, null);
    }
}
