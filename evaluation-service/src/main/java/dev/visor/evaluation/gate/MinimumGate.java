package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;
import java.util.Optional;

/** A metric reaches a value. */
record MinimumGate(GateSpec.Minimum spec) implements Gate {
    @Override
    public GateResult judge(Measured variant, Measured baseline) {
        Limit limit = new Limit(spec.describe(), spec.limit());
        Optional<GateResult> lacking = Evidence.lacking(limit, "variant", variant, spec.metric(), spec.className());
        if (lacking.isPresent()) {
            return lacking.get();
        }
        double value = variant.value(spec.metric(), spec.className()).orElseThrow();
        String figures = Limit.format("is %.4f, at least %.4f is asked for", value, spec.limit());
        String metric =
                spec.className() == null ? spec.metric().word() : spec.metric().word() + " of " + spec.className();
        return limit.isReachedBy(value)
                ? limit.pass(value, metric + " " + figures)
                : limit.fail(value, Limit.format("%s %s: %.4f short", metric, figures, spec.limit() - value));
    }
}
