package dev.visor.contracts.event;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;

/**
 * A variant could not be made.
 *
 * @param variant which variant
 * @param code what went wrong
 * @param reason in words
 * @param failedAt when
 */
public record CompressionFailed(VariantId variant, ErrorCode code, String reason, Instant failedAt) implements Event {
    public static final String TYPE = "dev.visor.compression.failed.v1";
    public static final String TOPIC = Topics.COMPRESSION_EVENTS;

    @Override
    public String key() {
        return variant.modelVersion().model();
    }
}
