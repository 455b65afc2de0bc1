package dev.visor.contracts.event;

import dev.visor.contracts.model.VariantId;
import java.time.Instant;

/**
 * A variant was chosen and its rollout began.
 *
 * @param variant which variant
 * @param target where to
 * @param ledgerSequence its entry in the ledger
 * @param reason why this one
 * @param startedAt when
 */
public record PromotionStarted(VariantId variant, String target, long ledgerSequence, String reason, Instant startedAt)
        implements Event {
    public static final String TYPE = "dev.visor.promotion.started.v1";
    public static final String TOPIC = Topics.PROMOTION_EVENTS;

    @Override
    public String key() {
        return variant.modelVersion().model();
    }
}
