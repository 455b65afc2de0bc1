package dev.visor.contracts.event;

import dev.visor.contracts.policy.Policy;
import java.time.Instant;

/**
 * A policy was put or changed; it holds for later uploads.
 *
 * @param policy what it says
 * @param version 1 for the first, then counted up
 * @param definedAt when
 */
public record PolicyDefined(Policy policy, int version, Instant definedAt) implements Event {
    public static final String TYPE = "dev.visor.policy.defined.v1";
    public static final String TOPIC = Topics.MODEL_EVENTS;

    @Override
    public String key() {
        return policy.name();
    }
}
