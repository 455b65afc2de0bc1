package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A metric stays below a value. */
record MaximumGate(GateSpec.Maximum spec, @Nullable String slice) implements Gate {
    @Override
    public GateResult judge(Hearing hearing) {
        Limit limit = new Limit(spec.describe(), spec.limit());
        Scope scope = new Scope(spec.className(), slice);
        Figures variant = hearing.variant();
        Optional<GateResult> lacking = Sufficiency.lacking(limit, "variant", variant, spec.metric(), scope);
        if (lacking.isPresent()) {
            return lacking.get();
        }
        double value = variant.value(spec.metric(), scope);
        Amount amount = new Amount(spec.metric());
        String figures = "%s is %s, at most %s is allowed"
                .formatted(amount.named(scope), amount.of(value), amount.of(spec.limit()));
        Double confidence = spec.confidence();
        if (confidence != null) {
            return new Confidence(limit, confidence)
                    .atMost(value, variant.bounds(spec.metric(), scope, confidence), figures);
        }
        return limit.isKeptBy(value)
                ? limit.pass(value, figures)
                : limit.fail(value, "%s: %s too much".formatted(figures, amount.of(value - spec.limit())));
    }
}
