package dev.visor.evaluation.verdict;

import dev.visor.contracts.Artifact;
import dev.visor.evaluation.cost.CostReport;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.run.Evaluations;
import dev.visor.platform.artifact.ArtifactStore;

/**
 * What an uploaded file costs beside a variant of it. Times of two runs can't be compared, those of rounds in turns can: so
 * that is what counts, and not what the uploaded file took when it was measured by itself.
 */
record BaselineCosts(ArtifactStore store) {
    /**
     * The costs.
     *
     * @param variant what was measured of the variant
     * @param own the uploaded file's of its own run, for variants that were measured before cost reports were kept
     */
    CostFigures beside(Evaluations.Summary variant, CostFigures own) {
        Artifact report = variant.costReport();
        return report == null ? own : CostFigures.ofBaseline(CostReport.read(store.read(report.digest())));
    }
}
