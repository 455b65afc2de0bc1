package dev.visor.contracts.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Measured figures of a variant. Accuracy as COCO defines it, from 0 to 1, or −1 where there is nothing to measure.
 *
 * @param ap AP over IoU 0.50:0.05:0.95, mean of the judged classes
 * @param ap50 AP at IoU 0.50
 * @param ap75 AP at IoU 0.75
 * @param ar100 AR with at most 100 detections a picture
 * @param latencyP50Millis median processor time of one inference on one thread, which a busy machine doesn't stretch
 * @param latencyP95Millis 95th percentile of it
 * @param latencyRatio median of variant / baseline over interleaved rounds; 1 for the baseline
 * @param peakMemoryBytes peak resident memory of a process that only serves this model
 * @param sizeBytes size of the file
 * @param latencyP99Millis 99th percentile of the processor time; null where it wasn't measured
 * @param downloadBytes size of the file compressed by zstd, as a node may download it; null where it wasn't measured
 */
public record Metrics(
        double ap,
        double ap50,
        double ap75,
        double ar100,
        double latencyP50Millis,
        double latencyP95Millis,
        double latencyRatio,
        long peakMemoryBytes,
        long sizeBytes,
        @Nullable Double latencyP99Millis,
        @Nullable Long downloadBytes) {
    /** Without what was not measured formerly. */
    public Metrics(
            double ap,
            double ap50,
            double ap75,
            double ar100,
            double latencyP50Millis,
            double latencyP95Millis,
            double latencyRatio,
            long peakMemoryBytes,
            long sizeBytes) {
        this(
                ap,
                ap50,
                ap75,
                ar100,
                latencyP50Millis,
                latencyP95Millis,
                latencyRatio,
                peakMemoryBytes,
                sizeBytes,
                null,
                null);
    }
}
