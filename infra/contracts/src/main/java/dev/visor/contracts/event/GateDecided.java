package dev.visor.contracts.event;

import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.VariantId;
import java.time.Instant;

/**
 * The verdict on a variant.
 *
 * @param variant which variant
 * @param policy name of the policy
 * @param verdict every gate with figures and reason
 * @param decidedAt when
 */
public record GateDecided(VariantId variant, String policy, Verdict verdict, Instant decidedAt) implements Event {
    public static final String TYPE = "dev.visor.evaluation.gate-decided.v1";
    public static final String TOPIC = Topics.EVALUATION_EVENTS;

    @Override
    public String key() {
        return variant.modelVersion().model();
    }
}
