package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.evaluation.cost.Latency;
import dev.visor.evaluation.gate.ClassFigures;
import java.time.Instant;
import java.util.List;

/**
 * Measured figures of one file.
 *
 * @param key digest of all they depend on
 * @param digest the measured file
 * @param baselineDigest the file that latency was compared with
 * @param dataset the dataset's name
 * @param datasetDigest its manifest
 * @param split the judged split
 * @param images pictures looked at
 * @param summary COCO's twelve figures; its classes are those of {@code classes}
 * @param classes each judged class
 * @param minimumScore score from which on detections should be reported
 * @param latency time of an inference
 * @param peakMemoryBytes of a process that only runs this model
 * @param sizeBytes of the file
 * @param report the report in the artefact store
 * @param toolVersion what measured
 * @param evaluatedAt when
 */
record Evaluation(
        Sha256 key,
        Sha256 digest,
        Sha256 baselineDigest,
        String dataset,
        Sha256 datasetDigest,
        Split split,
        int images,
        CocoSummary summary,
        List<ClassFigures> classes,
        double minimumScore,
        Latency latency,
        long peakMemoryBytes,
        long sizeBytes,
        Artifact report,
        String toolVersion,
        Instant evaluatedAt) {
    Metrics metrics() {
        return new Metrics(
                summary.ap(),
                summary.ap50(),
                summary.ap75(),
                summary.ar100(),
                latency.p50Millis(),
                latency.p95Millis(),
                latency.ratio(),
                peakMemoryBytes,
                sizeBytes);
    }
}
