package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.ingest.dashboard.document.ExplanationDocument.Gate;
import org.jspecify.annotations.Nullable;

/**
 * A gate on a small scale, in pixels of a {@value #WIDTH} × {@value #HEIGHT} drawing: what is allowed, the limit, where
 * the value lies and between which bounds.
 *
 * @param value of what was measured
 * @param limit of the policy
 * @param low left end of the interval; null without
 * @param high right end
 * @param allowedFrom left end of what is allowed
 * @param allowedTo right end
 * @param outcome in lower case
 */
public record GateScale(
        double value,
        double limit,
        @Nullable Double low,
        @Nullable Double high,
        double allowedFrom,
        double allowedTo,
        String outcome) {
    public static final int WIDTH = 260;
    public static final int HEIGHT = 26;
    private static final double EDGE = 8;

    /** Null if there is no value or no limit to draw. */
    static @Nullable GateScale of(Gate gate) {
        GateResult result = gate.result();
        Double value = result.value();
        Double limit = result.limit();
        if (value == null || limit == null || gate.rule() == null) {
            return null;
        }
        Double low = result.low();
        Double high = result.high();
        double least = Math.min(Math.min(value, limit), low == null ? value : low);
        double greatest = Math.max(Math.max(value, limit), high == null ? value : high);
        double span = greatest - least;
        // A value on its limit lies in the middle of something.
        double room = span == 0 ? Math.max(Math.abs(limit) * 0.2, 0.01) : span * 0.25;
        Scale scale = new Scale(least - room, greatest + room);
        boolean atLeast = gate.rule() instanceof GateSpec.Minimum;
        return new GateScale(
                scale.px(value),
                scale.px(limit),
                low == null ? null : scale.px(low),
                high == null ? null : scale.px(high),
                atLeast ? scale.px(limit) : EDGE,
                atLeast ? WIDTH - EDGE : scale.px(limit),
                result.outcome().name().toLowerCase(java.util.Locale.ROOT));
    }

    private record Scale(double from, double to) {
        double px(double value) {
            double pixels = EDGE + (value - from) / (to - from) * (WIDTH - 2 * EDGE);
            return Math.round(pixels * 10) / 10.0;
        }
    }
}
