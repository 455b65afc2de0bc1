package dev.visor.evaluation.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.gate.Verdicts;
import dev.visor.evaluation.promotion.Refusal.Judged;
import dev.visor.evaluation.promotion.Refusal.Missing;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final GateResult PASSED = gate("size-ratio", Outcome.PASS, 0.5, 1.0);

    @Test
    void namesTheVariantThatLacksLeast() {
        Refusal refusal = Refusal.of(
                "roadside",
                List.of(
                        judged("baseline", PASSED, gate("minimum ap50", Outcome.FAIL, 0.25, 0.3)),
                        judged("int8", PASSED, gate("minimum ap50", Outcome.FAIL, 0.02, 0.3)),
                        judged("fp16", PASSED, gate("minimum ap50", Outcome.FAIL, 0.26, 0.3))),
                List.of(new Missing(id("pruned"), "a convolution has no name")));
        assertThat(refusal.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(refusal.reason())
                .isEqualTo(
                        "no variant keeps policy 'roadside'. helmet.1.fp16 (nearest of 4 variants): minimum ap50 FAIL: 0.26 of 0.3");
    }

    @Test
    void prefersOneOpenGateToTwo() {
        Refusal refusal = Refusal.of(
                "p",
                List.of(
                        judged("a", gate("x", Outcome.FAIL, 0.29, 0.3), gate("y", Outcome.FAIL, 1.06, 1.05)),
                        judged("b", gate("x", Outcome.FAIL, 0.1, 0.3))),
                List.of());
        assertThat(refusal.reason()).contains("helmet.1.b");
    }

    @Test
    void saysThatTheUploadItselfIsDead() {
        Refusal refusal = Refusal.of(
                "p",
                List.of(
                        new Judged(id("baseline"), Verdicts.dead("0 of 100 pictures have a score above 0.05")),
                        new Judged(id("fp16"), Verdicts.dead("the uploaded model itself is dead"))),
                List.of());
        assertThat(refusal.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(refusal.reason())
                .isEqualTo(
                        "the uploaded model itself is dead, so nothing made of it is promoted: tripwire FAIL: 0 of 100 pictures have a score above 0.05");
    }

    @Test
    void isInconclusiveIfMoreDataCouldTell() {
        Refusal refusal = Refusal.of(
                "p",
                List.of(
                        judged("a", gate("x", Outcome.FAIL, 0.1, 0.3)),
                        judged("b", gate("x", Outcome.INCONCLUSIVE, 0.4, 0.3))),
                List.of());
        assertThat(refusal.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void isAnErrorIfNothingCouldBeMeasuredOrMade() {
        assertThat(Refusal.of("p", List.of(new Judged(id("a"), Verdicts.unmeasured("no dataset"))), List.of())
                        .outcome())
                .isEqualTo(Outcome.ERROR);
        Refusal refusal = Refusal.of("p", List.of(), List.of(new Missing(id("a"), "no calibration data")));
        assertThat(refusal.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(refusal.reason()).isEqualTo("no variant could be made: helmet.1.a: no calibration data");
    }

    @Test
    void leavesPassedGatesOutOfTheReason() {
        Refusal refusal = Refusal.of("p", List.of(judged("a", PASSED, gate("x", Outcome.FAIL, 0.1, 0.3))), List.of());
        assertThat(refusal.reason()).doesNotContain("size-ratio").doesNotContain("nearest");
    }

    private static Judged judged(String recipe, GateResult... gates) {
        return new Judged(id(recipe), Verdict.of(List.of(gates)));
    }

    private static VariantId id(String recipe) {
        return new VariantId(new ModelVersion("helmet", 1), recipe);
    }

    private static GateResult gate(String name, Outcome outcome, double value, double limit) {
        return new GateResult(name, outcome, value, limit, value + " of " + limit);
    }
}
