package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;
import java.util.Optional;

/** A metric loses at most so much against the uploaded baseline; a gain is a negative loss. */
record MaximumDropGate(GateSpec.MaximumDrop spec) implements Gate {
    @Override
    public GateResult judge(Measured variant, Measured baseline) {
        Limit limit = new Limit(spec.describe(), spec.limit());
        Optional<GateResult> lacking = Evidence.lacking(limit, "variant", variant, spec.metric(), spec.className())
                .or(() -> Evidence.lacking(limit, "baseline", baseline, spec.metric(), spec.className()));
        if (lacking.isPresent()) {
            return lacking.get();
        }
        double value = variant.value(spec.metric(), spec.className()).orElseThrow();
        double before = baseline.value(spec.metric(), spec.className()).orElseThrow();
        double drop = before - value;
        String metric =
                spec.className() == null ? spec.metric().word() : spec.metric().word() + " of " + spec.className();
        String figures = Limit.format(
                "%s is %.4f after %.4f of the baseline, a loss of %.4f where %.4f is allowed",
                metric, value, before, drop, spec.limit());
        return limit.isKeptBy(drop)
                ? limit.pass(drop, figures)
                : limit.fail(drop, Limit.format("%s: %.4f too much", figures, drop - spec.limit()));
    }
}
