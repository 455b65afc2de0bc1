package dev.visor.contracts.event;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A variant is made.
 *
 * @param variant which variant
 * @param parent the variant it was made from; null for the baseline
 * @param artifact its file
 * @param manifest how it is used
 * @param recipeDigest digest of the recipe's canonical text
 * @param report what was done
 * @param tripwire why this variant is dead and not worth evaluating; null if it lives
 * @param compressedAt when
 */
public record VariantCompressed(
        VariantId variant,
        @Nullable VariantId parent,
        Artifact artifact,
        DetectorManifest manifest,
        Sha256 recipeDigest,
        CompressionReport report,
        @Nullable String tripwire,
        Instant compressedAt)
        implements Event {
    public static final String TYPE = "dev.visor.compression.variant-compressed.v1";
    public static final String TOPIC = Topics.COMPRESSION_EVENTS;

    @Override
    public String key() {
        return variant.modelVersion().model();
    }
}
