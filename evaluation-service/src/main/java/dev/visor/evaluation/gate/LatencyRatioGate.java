package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;

/** Median latency divided by the baseline's, both measured interleaved; the baseline's own ratio is 1. */
record LatencyRatioGate(GateSpec.LatencyRatio spec) implements Gate {
    /** The median of fewer rounds moves by several percent on a busy machine. */
    static final int LEAST_ROUNDS = 10;

    @Override
    public GateResult judge(Measured variant, Measured baseline) {
        Limit limit = new Limit(spec.describe(), spec.limit());
        double ratio = variant.metrics().latencyRatio();
        if (Double.isNaN(ratio) || ratio <= 0) {
            return limit.error("the latency could not be measured");
        }
        if (variant.latencyRounds() < LEAST_ROUNDS) {
            return limit.inconclusive(
                    ratio,
                    "the latency was compared in %d rounds, at least %d are needed to tell: allow the measurement more time"
                            .formatted(variant.latencyRounds(), LEAST_ROUNDS));
        }
        String figures = Limit.format(
                "takes %.3f times as long as the baseline (median %.2f ms), at most %.3f is allowed",
                ratio, variant.metrics().latencyP50Millis(), spec.limit());
        return limit.isKeptBy(ratio) ? limit.pass(ratio, figures) : limit.fail(ratio, figures);
    }
}
