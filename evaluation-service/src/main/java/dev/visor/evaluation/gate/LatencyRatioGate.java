package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;

/** Median latency divided by the baseline's, both measured interleaved; the baseline's own ratio is 1. */
record LatencyRatioGate(GateSpec.LatencyRatio spec) implements Gate {
    /** The median of fewer rounds moves by several percent on a busy machine. */
    static final int LEAST_ROUNDS = 10;

    @Override
    public GateResult judge(Hearing hearing) {
        Limit limit = new Limit(spec.describe(), spec.limit());
        Figures variant = hearing.variant();
        double ratio = variant.latencyRatio();
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
                ratio, variant.value(Metric.LATENCY_P50, Scope.WHOLE), spec.limit());
        return limit.isKeptBy(ratio) ? limit.pass(ratio, figures) : limit.fail(ratio, figures);
    }
}
