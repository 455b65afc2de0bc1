package dev.visor.evaluation.figure;

import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.bootstrap.Resampling;
import dev.visor.evaluation.gate.DrawingUnit;
import dev.visor.evaluation.robustness.RobustnessSummary;
import org.jspecify.annotations.Nullable;

/**
 * All that figures of one model are computed from.
 *
 * @param observations what was labelled and seen on the judged split
 * @param thresholds score from which on each judged class is reported
 * @param slices parts of the split
 * @param resampling how intervals are found; models that are compared need the same
 * @param unit what pictures are drawn together by; null if each is drawn alone
 * @param costs what it costs
 * @param robustness on corrupted pictures; null if it wasn't looked at on any
 * @param secondDataset on another dataset; null if it wasn't looked at on one
 * @param parent the uploaded file on the same pictures; null for itself
 */
public record Exhibit(
        Observations observations,
        double[] thresholds,
        Slices slices,
        Resampling resampling,
        @Nullable DrawingUnit unit,
        CostFigures costs,
        @Nullable Elsewhere<RobustnessSummary> robustness,
        @Nullable Elsewhere<CocoSummary> secondDataset,
        @Nullable Exhibit parent) {
    /** The threshold of each class of a part. */
    double[] thresholds(@Nullable String className) {
        return className == null
                ? thresholds
                : new double[] {thresholds[observations.classes().indexOf(className)]};
    }
}
