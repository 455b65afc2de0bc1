package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;

/** File size divided by the baseline's. A size is known exactly or not at all, so it is never INCONCLUSIVE. */
record SizeRatioGate(GateSpec.SizeRatio spec) implements Gate {
    @Override
    public GateResult judge(Hearing hearing) {
        Limit limit = new Limit(spec.describe(), spec.limit());
        return switch (hearing.baseline()) {
            case Reference.Known known -> compare(limit, hearing.variant(), known.figures());
            case Reference.Missing missing -> limit.error("no baseline to compare with: " + missing.reason());
            case Reference.None none -> limit.error("no baseline to compare with: " + none.reason());
        };
    }

    private GateResult compare(Limit limit, Figures variant, Figures baseline) {
        double size = variant.value(Metric.SIZE, Scope.WHOLE);
        double before = baseline.value(Metric.SIZE, Scope.WHOLE);
        if (!(size > 0) || !(before > 0)) {
            return limit.error("the file sizes are not known: %.0f bytes, baseline %.0f bytes".formatted(size, before));
        }
        double ratio = size / before;
        String figures = Limit.format(
                "has %,.0f bytes, %.3f times the baseline's %,.0f, at most %.3f is allowed",
                size, ratio, before, spec.limit());
        return limit.isKeptBy(ratio) ? limit.pass(ratio, figures) : limit.fail(ratio, figures);
    }
}
