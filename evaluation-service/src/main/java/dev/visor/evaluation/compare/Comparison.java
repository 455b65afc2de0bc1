package dev.visor.evaluation.compare;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.cost.CostReport;
import dev.visor.evaluation.metric.Agreement;
import dev.visor.evaluation.metric.Calibration;
import dev.visor.evaluation.metric.ConfusionMatrix;
import dev.visor.evaluation.metric.OperatingPoint;
import dev.visor.evaluation.metric.PrecisionRecallCurve;
import dev.visor.evaluation.metric.tide.TideErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two variants on the same pictures, as a document: what is measured is the second less the first.
 *
 * @param ground what both were judged on
 * @param first a variant
 * @param second another
 * @param figures every metric of the whole, of classes and of slices, and what each costs
 * @param tide what kinds of errors cost the second more (above 0) or less than the first
 * @param agreement of the second with the first at the thresholds of each
 * @param worse pictures on which the second does more wrong, most first
 * @param better pictures on which it does less wrong, most first
 */
public record Comparison(
        Ground ground,
        Party first,
        Party second,
        List<ComparedFigure> figures,
        TideErrors tide,
        Agreement agreement,
        List<PicturePair> worse,
        List<PicturePair> better) {
    /**
     * What both were judged on.
     *
     * @param dataset its name
     * @param digest its manifest
     * @param split the judged split
     * @param pictures how many
     * @param classes judged, in order
     * @param replicates draws that intervals rest on
     * @param seed of the draws
     * @param confidence of the intervals
     */
    public record Ground(
            String dataset,
            Sha256 digest,
            Split split,
            int pictures,
            List<String> classes,
            int replicates,
            long seed,
            double confidence) {}

    /**
     * A variant.
     *
     * @param variant which
     * @param file its file
     * @param evaluation key of its evaluation
     * @param operating what each class reaches at its threshold, in the order of classes
     * @param curves precision, recall and F1 of each class by score, thinned
     * @param confusion which class is taken for which at the thresholds
     * @param calibration how far its scores can be trusted
     * @param tide what kinds of errors cost
     * @param costs what it costs, with single times; absent for evaluations of before that was kept
     */
    public record Party(
            VariantId variant,
            Artifact file,
            Sha256 evaluation,
            List<OperatingPoint> operating,
            List<PrecisionRecallCurve> curves,
            ConfusionMatrix confusion,
            Calibration calibration,
            TideErrors tide,
            @Nullable CostReport costs) {}

    /** Canonical JSON. */
    byte[] bytes() {
        return ContractJson.MAPPER.writeValueAsBytes(this);
    }
}
