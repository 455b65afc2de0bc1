package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import java.util.Optional;

/**
 * Turns a figure with bounds into an answer. If the bounds lie on both sides of the limit, the pictures don't suffice; how
 * many would is estimated from the width of an interval falling with the square root of their number, at the same figure.
 *
 * @param bounded what the bounds are of, where that isn't the figure named before them; else empty
 */
record Confidence(Limit limit, double confidence, String bounded) {
    /** With fewer the draws are too much alike for their spread to say anything; one clip has none at all. */
    static final int LEAST_DRAWN = 10;

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
        Optional<GateResult> lacking = lacking(value, bounds, reason);
        if (lacking.isPresent()) {
            return lacking.get();
        }
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
        Optional<GateResult> lacking = lacking(value, bounds, reason);
        if (lacking.isPresent()) {
            return lacking.get();
        }
        if (limit.isKeptBy(bounds.high())) {
            return limit.pass(value, reason).within(bounds.low(), bounds.high(), confidence);
        }
        if (bounds.low() > limit.limit()) {
            return limit.fail(value, reason).within(bounds.low(), bounds.high(), confidence);
        }
        double halfWidth = value <= limit.limit() ? bounds.high() - value : value - bounds.low();
        return undecided(value, bounds, halfWidth, reason);
    }

    private Optional<GateResult> lacking(double value, Bounds bounds, String reason) {
        Bounds.Drawn drawn = bounds.drawn();
        DrawingUnit unit = drawn.unit();
        if (unit != null && unit.pictures() == 0) {
            return Optional.of(limit.error(
                    "no picture of the judged split has the tag '%s' that 'unit' of 'resampling' says is drawn together: tag them, name a tag that they have, or leave 'unit' out"
                            .formatted(unit.tag())));
        }
        return drawn.telling() >= LEAST_DRAWN
                ? Optional.empty()
                : Optional.of(limit.inconclusive(
                                value,
                                "%s: %,d %s have what it is told by, at least %d are needed for a confidence: label more"
                                        .formatted(reason, drawn.telling(), drawn.word(), LEAST_DRAWN))
                        .within(bounds.low(), bounds.high(), confidence));
    }

    private GateResult undecided(double value, Bounds bounds, double halfWidth, String reason) {
        double distance = Math.abs(limit.limit() - value);
        double needed = distance == 0
                ? Double.POSITIVE_INFINITY
                : Math.ceil(bounds.drawn().count() * growth(value, bounds, halfWidth / distance) - ROUNDING);
        boolean told = needed <= MOST_PICTURES;
        String tooFew = Limit.format(
                "%,d %s are too few to tell",
                bounds.drawn().count(), bounds.drawn().word());
        String wayOut = told
                ? Limit.format("%s, about %,.0f like them would do", tooFew, needed)
                : tooFew + ", and no number of them would do: the figure lies on the limit";
        return limit.inconclusive(value, reason + ": " + wayOut)
                .within(bounds.low(), bounds.high(), confidence)
                .needing(told ? (int) needed : null);
    }

    /** How many times as much is needed for an interval this much narrower; a figure without any failure is told sooner. */
    private static double growth(double value, Bounds bounds, double narrower) {
        boolean atTheEnd = value == bounds.low() || value == bounds.high();
        return atTheEnd ? narrower : narrower * narrower;
    }

    private String withBounds(String figures, Bounds bounds) {
        return Limit.format(
                "%s (%s%s to %s with a confidence of %.3g %% on each side)",
                figures, bounded, Limit.figure(bounds.low()), Limit.figure(bounds.high()), confidence * 100);
    }
}
