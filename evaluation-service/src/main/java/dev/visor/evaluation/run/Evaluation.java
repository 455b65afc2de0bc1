package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.evaluation.figure.CostFigures;
import java.time.Instant;

/**
 * A finished evaluation of one file.
 *
 * @param key digest of all that it depends on
 * @param plan what was measured
 * @param report its accuracy
 * @param costs what it costs
 * @param document the report in the artefact store
 * @param costDocument costs in full in the artefact store
 * @param evaluatedAt when
 */
record Evaluation(
        Sha256 key,
        EvaluationPlan plan,
        EvaluationReport report,
        CostFigures costs,
        Artifact document,
        Artifact costDocument,
        Instant evaluatedAt) {
    /** What is decided by. */
    MeasuredFigures figures() {
        return MeasuredFigures.of(report.coco(), report.thresholds(), costs);
    }
}
