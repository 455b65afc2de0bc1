package dev.visor.contracts.event;

import dev.visor.contracts.model.VariantId;
import java.time.Instant;

/**
 * A node of the target serves the variant.
 *
 * @param variant which variant
 * @param target where
 * @param node the first node that serves it
 * @param completedAt when
 */
public record PromotionCompleted(VariantId variant, String target, String node, Instant completedAt) implements Event {
    public static final String TYPE = "dev.visor.promotion.completed.v1";
    public static final String TOPIC = Topics.PROMOTION_EVENTS;

    @Override
    public String key() {
        return variant.modelVersion().model();
    }
}
