package dev.visor.ingest.policy;

import dev.visor.contracts.policy.Policy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * A policy and its version.
 *
 * @param name what it is called
 * @param version 1 for the first, then counted up
 * @param definedAt when this version was put
 * @param policy what it says
 */
@Schema(name = "DefinedPolicy")
record PolicyAnswer(String name, int version, Instant definedAt, Policy policy) {
    static PolicyAnswer of(DefinedPolicy defined) {
        return new PolicyAnswer(defined.policy().name(), defined.version(), defined.definedAt(), defined.policy());
    }
}
