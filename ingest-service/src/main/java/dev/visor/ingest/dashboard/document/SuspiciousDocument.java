package dev.visor.ingest.dashboard.document;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import dev.visor.detection.dataset.quality.Suspicion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels of a dataset that the errors of an uploaded file cast doubt on.
 *
 * @param digest the dataset's version
 * @param model the uploaded file
 * @param labels by kind, the surest first
 */
public record SuspiciousDocument(Sha256 digest, VariantId model, List<Doubt> labels) {
    /** As many the evaluation service keeps at most. */
    private static final int MOST = 200;

    /** Whether there may be more that aren't kept. */
    public boolean isCut() {
        return labels.size() >= MOST;
    }

    /**
     * One doubt. The box is the detection's, or the label's where there is no detection.
     *
     * @param file picture in the dataset
     * @param className what the model sees, or the label's class where it sees nothing
     * @param labelled the label's class; null where nothing is labelled
     * @param score of the detection; null where there is none
     * @param x left edge in pixels
     * @param y top edge in pixels
     */
    public record Doubt(
            String file,
            Suspicion.Kind kind,
            String className,
            @Nullable String labelled,
            @Nullable Double score,
            double x,
            double y,
            double width,
            double height) {}
}
