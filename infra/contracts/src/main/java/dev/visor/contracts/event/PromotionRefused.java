package dev.visor.contracts.event;

import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.model.ModelVersion;
import java.time.Instant;

/**
 * No variant of an upload may be promoted.
 *
 * @param modelVersion which upload
 * @param outcome FAIL if every variant broke a promise, INCONCLUSIVE if more data could tell, ERROR if nothing could be measured
 * @param reason the nearest variant and what it lacks, in words
 * @param refusedAt when
 */
public record PromotionRefused(ModelVersion modelVersion, Outcome outcome, String reason, Instant refusedAt)
        implements Event {
    public static final String TYPE = "dev.visor.promotion.refused.v1";
    public static final String TOPIC = Topics.PROMOTION_EVENTS;

    @Override
    public String key() {
        return modelVersion.model();
    }
}
