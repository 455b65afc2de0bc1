package dev.visor.contracts.event;

import dev.visor.contracts.model.VariantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rollout was taken back; the former champion is named again.
 *
 * @param variant the variant that is withdrawn
 * @param target where
 * @param restored the champion again; null if there was none before
 * @param reason in words
 * @param rolledBackAt when
 */
public record PromotionRolledBack(
        VariantId variant, String target, @Nullable VariantId restored, String reason, Instant rolledBackAt)
        implements Event {
    public static final String TYPE = "dev.visor.promotion.rolled-back.v1";
    public static final String TOPIC = Topics.PROMOTION_EVENTS;

    @Override
    public String key() {
        return variant.modelVersion().model();
    }
}
