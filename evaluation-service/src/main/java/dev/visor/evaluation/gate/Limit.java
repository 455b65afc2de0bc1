package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A gate's name and limit, and the answers it can give. */
record Limit(String gate, double limit) {
    /** What arithmetic on doubles may add or take; no measurement is that fine. */
    private static final double ROUNDING = 1e-12;

    GateResult pass(double value, String reason) {
        return new GateResult(gate, Outcome.PASS, value, limit, reason);
    }

    /** Nothing was there to measure against, and that is all right. */
    GateResult passUnmeasured(String reason) {
        return new GateResult(gate, Outcome.PASS, null, limit, reason);
    }

    GateResult fail(double value, String reason) {
        return new GateResult(gate, Outcome.FAIL, value, limit, reason);
    }

    GateResult inconclusive(@Nullable Double value, String reason) {
        return new GateResult(gate, Outcome.INCONCLUSIVE, value, limit, reason);
    }

    GateResult error(String reason) {
        return new GateResult(gate, Outcome.ERROR, null, Double.isNaN(limit) ? null : limit, reason);
    }

    boolean isReachedBy(double value) {
        return value >= limit - ROUNDING;
    }

    boolean isKeptBy(double value) {
        return value <= limit + ROUNDING;
    }

    /** Four decimals; what rounds to zero has no sign. */
    static String figure(double value) {
        String text = format("%.4f", value);
        return text.matches("-0\\.0+") ? text.substring(1) : text;
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
