package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;

/** File size divided by the baseline's. A size is known exactly or not at all, so it is never INCONCLUSIVE. */
record SizeRatioGate(GateSpec.SizeRatio spec) implements Gate {
    @Override
    public GateResult judge(Measured variant, Measured baseline) {
        Limit limit = new Limit(spec.describe(), spec.limit());
        long size = variant.metrics().sizeBytes();
        long before = baseline.metrics().sizeBytes();
        if (size <= 0 || before <= 0) {
            return limit.error("the file sizes are not known: %d bytes, baseline %d bytes".formatted(size, before));
        }
        double ratio = (double) size / before;
        String figures = Limit.format(
                "has %,d bytes, %.3f times the baseline's %,d, at most %.3f is allowed",
                size, ratio, before, spec.limit());
        return limit.isKeptBy(ratio) ? limit.pass(ratio, figures) : limit.fail(ratio, figures);
    }
}
