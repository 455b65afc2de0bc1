package dev.visor.contracts.event;

import dev.visor.contracts.Progress;
import dev.visor.contracts.model.VariantId;

/**
 * How far the making of a variant is; at most one a second.
 *
 * @param variant which variant
 * @param progress how far
 */
public record CompressionProgress(VariantId variant, Progress progress) implements Event {
    public static final String TYPE = "dev.visor.compression.progress.v1";
    public static final String TOPIC = Topics.COMPRESSION_EVENTS;

    @Override
    public String key() {
        return variant.modelVersion().model();
    }
}
