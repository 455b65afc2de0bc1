package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import java.util.Optional;

/** A cost divided by another model's stays below a value. */
record MaximumRatioGate(GateSpec.MaximumRatio spec) implements Gate {
    @Override
    public GateResult judge(Hearing hearing) {
        Limit limit = new Limit(spec.describe(), spec.limit());
        if (spec.reference() == Against.CHAMPION && spec.metric().unit() == Metric.Unit.MILLIS) {
            return limit.error(
                    "%s of variant and champion isn't timed beside each other, so a ratio of both says nothing: ask for latency-ratio, or for %s against the baseline, which are timed in turns"
                            .formatted(spec.metric().word(), spec.metric().word()));
        }
        String whose = spec.reference().word();
        return switch (hearing.against(spec.reference())) {
            case Reference.Known known ->
                compare(limit, known.inWords(spec.reference()), hearing.variant(), known.figures());
            case Reference.Missing missing ->
                limit.error("no %s to compare with: %s".formatted(whose, missing.reason()));
            case Reference.None none -> limit.passUnmeasured(none.reason() + ", so there is nothing to compare with");
        };
    }

    private GateResult compare(Limit limit, String whose, Figures variant, Figures reference) {
        Optional<GateResult> lacking = Sufficiency.lacking(limit, "variant", variant, spec.metric(), Scope.WHOLE)
                .or(() -> Sufficiency.lacking(limit, whose, reference, spec.metric(), Scope.WHOLE));
        if (lacking.isPresent()) {
            return lacking.get();
        }
        double value = variant.value(spec.metric(), Scope.WHOLE);
        double before = reference.value(spec.metric(), Scope.WHOLE);
        if (before <= 0) {
            return limit.error("%s of the %s is %s, nothing can be divided by it"
                    .formatted(spec.metric().word(), whose, before));
        }
        Amount amount = new Amount(spec.metric());
        double ratio = value / before;
        String figures = Limit.format(
                "%s is %s, %.3f times the %s's %s, at most %.3f times is allowed",
                spec.metric().word(), amount.of(value), ratio, whose, amount.of(before), spec.limit());
        return limit.isKeptBy(ratio) ? limit.pass(ratio, figures) : limit.fail(ratio, figures);
    }
}
