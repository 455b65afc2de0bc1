package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.GateSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A metric gets worse by at most so much against another model; a gain is a negative loss. */
record MaximumDropGate(GateSpec.MaximumDrop spec, @Nullable String slice) implements Gate {
    @Override
    public GateResult judge(Hearing hearing) {
        Limit limit = new Limit(spec.describe(), spec.limit());
        String whose = spec.reference().word();
        return switch (hearing.against(spec.reference())) {
            case Reference.Known known ->
                compare(limit, known.inWords(spec.reference()), hearing.variant(), known.figures());
            case Reference.Missing missing ->
                limit.error("no %s to compare with: %s".formatted(whose, missing.reason()));
            case Reference.None none -> limit.passUnmeasured(none.reason() + ", so there is nothing to lose against");
        };
    }

    private GateResult compare(Limit limit, String whose, Figures variant, Figures reference) {
        Scope scope = new Scope(spec.className(), slice);
        Optional<GateResult> lacking = Sufficiency.lacking(limit, "variant", variant, spec.metric(), scope)
                .or(() -> Sufficiency.lacking(limit, whose, reference, spec.metric(), scope));
        if (lacking.isPresent()) {
            return lacking.get();
        }
        double value = variant.value(spec.metric(), scope);
        double before = reference.value(spec.metric(), scope);
        double loss = spec.metric().greaterIsBetter() ? before - value : value - before;
        Amount amount = new Amount(spec.metric());
        String figures = "%s is %s after %s of the %s, %s is allowed"
                .formatted(amount.named(scope), amount.of(value), amount.of(before), whose, change(amount, loss));
        Double confidence = spec.confidence();
        if (confidence != null) {
            return new Confidence(limit, confidence, "a %s of ".formatted(worse()))
                    .atMost(loss, variant.loss(spec.metric(), scope, reference, confidence), figures);
        }
        return limit.isKeptBy(loss)
                ? limit.pass(loss, figures)
                : limit.fail(loss, "%s: %s too much".formatted(figures, amount.of(loss - spec.limit())));
    }

    /** For readers a negative loss is a gain. */
    private String change(Amount amount, double loss) {
        String allowed = amount.of(spec.limit());
        return loss < 0
                ? "a %s of %s where a %s of %s".formatted(better(), amount.of(-loss), worse(), allowed)
                : "a %s of %s where %s".formatted(worse(), amount.of(loss), allowed);
    }

    private String worse() {
        return spec.metric().greaterIsBetter() ? "loss" : "rise";
    }

    private String better() {
        return spec.metric().greaterIsBetter() ? "gain" : "fall";
    }
}
