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
 * @param low the value is at least this, with the confidence; null unless the gate asks for one
 * @param high the value is at most this, with the confidence; null unless the gate asks for one
 * @param confidence of each bound, 0.5 to 1; null unless the gate asks for one
 * @param picturesNeeded about how many pictures would tell; null unless too few were there
 */
public record GateResult(
        String name,
        Outcome outcome,
        @Nullable Double value,
        @Nullable Double limit,
        String reason,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double confidence,
        @Nullable Integer picturesNeeded) {
    /** Without bounds. */
    public GateResult(String name, Outcome outcome, @Nullable Double value, @Nullable Double limit, String reason) {
        this(name, outcome, value, limit, reason, null, null, null, null);
    }

    /** The same with bounds. */
    public GateResult within(double low, double high, double confidence) {
        return new GateResult(name, outcome, value, limit, reason, low, high, confidence, picturesNeeded);
    }

    /** The same with how many pictures would tell. */
    public GateResult needing(@Nullable Integer pictures) {
        return new GateResult(name, outcome, value, limit, reason, low, high, confidence, pictures);
    }

    /** The same under another name and with another sentence. */
    public GateResult named(String otherName, String otherReason) {
        return new GateResult(otherName, outcome, value, limit, otherReason, low, high, confidence, picturesNeeded);
    }
}
