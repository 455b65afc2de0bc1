package dev.visor.evaluation.compare;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import dev.visor.detection.bootstrap.Resampling;
import dev.visor.evaluation.cost.CostReport;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.Exhibit;
import org.jspecify.annotations.Nullable;

/**
 * A measured variant, ready to be compared.
 *
 * @param variant which
 * @param file its file
 * @param evaluation key of its evaluation
 * @param split the pictures that it was judged on
 * @param exhibit what its figures are computed from
 * @param costs what it costs; null if only the main figures were kept
 */
record Side(
        VariantId variant,
        Artifact file,
        Sha256 evaluation,
        LabelledPictures split,
        Exhibit exhibit,
        @Nullable CostReport costs) {
    /** The same, resampled as another is: only figures of the same draws can be subtracted. */
    Side resampledAs(Resampling resampling) {
        return new Side(
                variant,
                file,
                evaluation,
                split,
                new Exhibit(
                        exhibit.observations(),
                        exhibit.thresholds(),
                        exhibit.slices(),
                        resampling,
                        exhibit.unit(),
                        exhibit.costs(),
                        exhibit.robustness(),
                        exhibit.secondDataset(),
                        exhibit.parent()),
                costs);
    }
}
