package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;

/**
 * Turns a figure with bounds into an answer. If the bounds lie on both sides of the limit, the pictures don't suffice; how
 * many would is estimated from the width of an interval falling with the square root of their number, at the same figure.
 *
 * @param bounded what the bounds are of, where that isn't the figure named before them; else empty
 */
record Confidence(Limit limit, double confidence, String bounded) {
    /** Beyond this a number of pictures is no advice. */
    private static final double MOST_PICTURES = 10_000_000;

    /** Keeps arithmetic from asking for one picture more. */
    private static final double ROUNDING = 1e-6;

    Confidence(Limit limit, double confidence) {
        this(limit, confidence, "");
    }

    /** A value that must not be less than the limit. */
    GateResult atLeast(double value, Bounds bounds, String figures) {
        String reason = withBounds(figures, bounds);
        if (limit.isReachedBy(bounds.low())) {
            return limit.pass(value, reason).within(bounds.low(), bounds.high(), confidence);
        }
        if (bounds.high() < limit.limit()) {
            return limit.fail(value, reason).within(bounds.low(), bounds.high(), confidence);
        }
        double halfWidth = value >= limit.limit() ? value - bounds.low() : bounds.high() - value;
        return undecided(value, bounds, halfWidth, reason);
    }

    /** A value that must not be greater than the limit. */
    GateResult atMost(double value, Bounds bounds, String figures) {
        String reason = withBounds(figures, bounds);
        if (limit.isKeptBy(bounds.high())) {
            return limit.pass(value, reason).within(bounds.low(), bounds.high(), confidence);
        }
        if (bounds.low() > limit.limit()) {
            return limit.fail(value, reason).within(bounds.low(), bounds.high(), confidence);
        }
        double halfWidth = value <= limit.limit() ? bounds.high() - value : value - bounds.low();
        return undecided(value, bounds, halfWidth, reason);
    }

    private GateResult undecided(double value, Bounds bounds, double halfWidth, String reason) {
        double distance = Math.abs(limit.limit() - value);
        double needed = distance == 0
                ? Double.POSITIVE_INFINITY
                : Math.ceil(bounds.pictures() * (halfWidth / distance) * (halfWidth / distance) - ROUNDING);
        boolean told = needed <= MOST_PICTURES;
        String wayOut = told
                ? Limit.format(
                        "%,d pictures are too few to tell, about %,.0f like them would do", bounds.pictures(), needed)
                : Limit.format(
                        "%,d pictures are too few to tell, and no number of them would do: the figure lies on the limit",
                        bounds.pictures());
        return limit.inconclusive(value, reason + ": " + wayOut)
                .within(bounds.low(), bounds.high(), confidence)
                .needing(told ? (int) needed : null);
    }

    private String withBounds(String figures, Bounds bounds) {
        return Limit.format(
                "%s (%s%s to %s with a confidence of %.3g %% on each side)",
                figures, bounded, Limit.figure(bounds.low()), Limit.figure(bounds.high()), confidence * 100);
    }
}
