package dev.visor.contracts.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What one gate said.
 *
 * @param name the gate, for example {@code maximum-drop ap}
 * @param outcome how it came out
 * @param value what was measured; null if it could not be
 * @param limit what the policy allows; null for the tripwire
 * @param reason one sentence with both, for people
 */
public record GateResult(
        String name,
        Outcome outcome,
        @Nullable Double value,
        @Nullable Double limit,
        String reason) {}
