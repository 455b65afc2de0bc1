package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.evaluation.ClassMetrics;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.figure.FigureRow;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VariantState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a variant's evaluation.
 *
 * @param variant which one
 * @param state how far it is
 * @param reason why it is dead, not measured or not made
 * @param digest its file
 * @param measured what was measured, once it was
 * @param verdict every gate, once judged
 */
record EvaluationView(
        VariantId variant,
        VariantState state,
        @Nullable String reason,
        @Nullable Sha256 digest,
        @Nullable Measurement measured,
        @Nullable Verdict verdict) {
    /**
     * Figures.
     *
     * @param dataset name of the dataset
     * @param datasetDigest its manifest
     * @param split the judged split
     * @param images pictures looked at
     * @param metrics figures of the whole
     * @param perClass each judged class
     * @param minimumScore score from which on detections should be reported
     * @param latencyRounds rounds that the latency is the median of
     * @param toolVersion what measured
     * @param figures every metric of the whole, of classes and of slices
     * @param report document with all accuracy figures, and the digests of match table and raw detections; also at
     *     {@code /report}
     * @param costReport document with all costs; also at {@code /costs}; null in evaluations of before
     */
    record Measurement(
            String dataset,
            Sha256 datasetDigest,
            Split split,
            int images,
            Metrics metrics,
            List<ClassMetrics> perClass,
            double minimumScore,
            int latencyRounds,
            String toolVersion,
            List<FigureRow> figures,
            Artifact report,
            @Nullable Artifact costReport) {}

    static EvaluationView of(Variant variant, @Nullable Verdict verdict) {
        Artifact artifact = variant.artifact();
        return new EvaluationView(
                variant.id(),
                variant.state(),
                variant.reason(),
                artifact == null ? null : artifact.digest(),
                null,
                verdict);
    }

    EvaluationView with(Evaluations.Summary summary, List<FigureRow> figures) {
        Measurement measurement = new Measurement(
                summary.dataset(),
                summary.datasetDigest(),
                summary.split(),
                summary.images(),
                summary.metrics(),
                summary.classes().stream().map(ClassFigures::published).toList(),
                summary.minimumScore(),
                summary.latencyRounds(),
                summary.toolVersion(),
                figures,
                summary.report(),
                summary.costReport());
        return new EvaluationView(variant, state, reason, digest, measurement, verdict);
    }
}
