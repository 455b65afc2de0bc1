package dev.visor.contracts.event;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;

/**
 * A variant could not be measured.
 *
 * @param variant which variant
 * @param code what went wrong
 * @param reason in words
 * @param failedAt when
 */
public record EvaluationFailed(VariantId variant, ErrorCode code, String reason, Instant failedAt) implements Event {
    public static final String TYPE = "dev.visor.evaluation.failed.v1";
    public static final String TOPIC = Topics.EVALUATION_EVENTS;

    @Override
    public String key() {
        return variant.modelVersion().model();
    }
}
