package dev.visor.evaluation.figure;

import dev.visor.evaluation.cost.CostReport;
import dev.visor.evaluation.cost.Footprint;
import dev.visor.evaluation.cost.Latency;

/**
 * What a model costs; NaN or −1 where it was not measured.
 *
 * @param latencyP50Millis median time of an inference on one thread
 * @param latencyP95Millis 95th percentile
 * @param latencyP99Millis 99th percentile
 * @param latencyRatio median divided by the baseline's, interleaved
 * @param latencyRounds how many rounds that rests on
 * @param peakMemoryBytes of a process that only runs the model
 * @param sizeBytes of the file
 * @param downloadBytes of the file compressed by zstd
 */
public record CostFigures(
        double latencyP50Millis,
        double latencyP95Millis,
        double latencyP99Millis,
        double latencyRatio,
        int latencyRounds,
        double peakMemoryBytes,
        double sizeBytes,
        double downloadBytes) {
    /** Of a model that was not measured. */
    public static final CostFigures UNKNOWN =
            new CostFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN);

    /** The variant's of a report, on one thread. */
    public static CostFigures of(CostReport report) {
        return of(report.oneThread(), report.footprint());
    }

    /** The baseline's of the same report, timed in turns with the variant. */
    public static CostFigures ofBaseline(CostReport report) {
        return of(report.oneThread().ofBaseline(), report.baselineFootprint());
    }

    private static CostFigures of(Latency latency, Footprint footprint) {
        return new CostFigures(
                latency.p50Millis(),
                latency.p95Millis(),
                latency.p99Millis(),
                latency.ratio(),
                latency.rounds(),
                footprint.peakMemoryBytes(),
                footprint.sizeBytes(),
                footprint.downloadBytes());
    }
}
