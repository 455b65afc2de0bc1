package dev.visor.contracts.event;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.evaluation.ClassMetrics;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variant was measured.
 *
 * @param variant which variant
 * @param digest the file that was measured
 * @param dataset the dataset's name
 * @param datasetDigest its manifest
 * @param split the split that was used
 * @param images how many pictures
 * @param metrics figures
 * @param perClass accuracy of each judged class, in the dataset's order
 * @param report further material (match table, curves) as an artefact
 * @param evaluatedAt when
 */
public record VariantEvaluated(
        VariantId variant,
        Sha256 digest,
        String dataset,
        Sha256 datasetDigest,
        Split split,
        int images,
        Metrics metrics,
        List<ClassMetrics> perClass,
        @Nullable Artifact report,
        Instant evaluatedAt)
        implements Event {
    public static final String TYPE = "dev.visor.evaluation.variant-evaluated.v1";
    public static final String TOPIC = Topics.EVALUATION_EVENTS;

    @Override
    public String key() {
        return variant.modelVersion().model();
    }
}
