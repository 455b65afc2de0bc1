package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.detection.accuracy.ClassAccuracy;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.metric.OperatingPoint;
import java.time.Instant;
import java.util.List;

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
    Metrics metrics() {
        CocoSummary summary = report.coco();
        return new Metrics(
                summary.ap(),
                summary.ap50(),
                summary.ap75(),
                summary.ar100(),
                costs.latencyP50Millis(),
                costs.latencyP95Millis(),
                costs.latencyRatio(),
                (long) costs.peakMemoryBytes(),
                (long) costs.sizeBytes(),
                Double.isNaN(costs.latencyP99Millis()) ? null : costs.latencyP99Millis(),
                Double.isNaN(costs.downloadBytes()) ? null : (long) costs.downloadBytes());
    }

    List<ClassFigures> classes() {
        return report.coco().perClass().stream().map(this::figures).toList();
    }

    private ClassFigures figures(ClassAccuracy accuracy) {
        OperatingPoint point =
                report.thresholds().perClass().get(accuracy.classIndex()).fitted();
        return new ClassFigures(
                plan.alignment().judged().get(accuracy.classIndex()),
                accuracy.instances(),
                accuracy.ap(),
                accuracy.ap50(),
                accuracy.ap75(),
                accuracy.ar100(),
                point.threshold(),
                point.precision(),
                point.recall());
    }
}
