package dev.visor.ingest.dashboard.page.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.ingest.dashboard.document.ExplanationDocument.Gate;
import dev.visor.ingest.dashboard.document.ExplanationDocument.WorstSlice;
import org.junit.jupiter.api.Test;

class GateScaleTest {
    private static final GateSpec MINIMUM = new GateSpec.Minimum(Metric.AP50, null, 0.3);
    private static final GateSpec DROP = new GateSpec.MaximumDrop(Metric.AP, null, 0.01);

    @Test
    void whatIsAllowedLiesRightOfALeastValueAndLeftOfAGreatest() {
        GateScale least = GateScale.of(gate(MINIMUM, 0.84, 0.3, Outcome.PASS));
        assertThat(least).isNotNull();
        assertThat(least.allowedFrom()).isEqualTo(least.limit());
        assertThat(least.value()).isGreaterThan(least.limit());
        GateScale most = GateScale.of(gate(DROP, 0.05, 0.01, Outcome.FAIL));
        assertThat(most).isNotNull();
        assertThat(most.allowedTo()).isEqualTo(most.limit());
        assertThat(most.value()).isBetween(most.limit(), (double) GateScale.WIDTH);
        assertThat(most.outcome()).isEqualTo("fail");
    }

    @Test
    void boundsLieAroundTheValue() {
        GateResult result = result(0.05, 0.01, Outcome.FAIL).within(0.04, 0.06, 0.95);
        GateScale scale = GateScale.of(new Gate(DROP, result, null, null, -0.04, -4.0, null));
        assertThat(scale).isNotNull();
        assertThat(scale.low()).isBetween(scale.limit(), scale.value());
        assertThat(scale.high()).isBetween(scale.value(), (double) GateScale.WIDTH);
    }

    @Test
    void aValueOnItsLimitIsInTheMiddle() {
        GateScale scale = GateScale.of(gate(DROP, 0, 0, Outcome.PASS));
        assertThat(scale).isNotNull();
        assertThat(scale.value()).isEqualTo(GateScale.WIDTH / 2.0).isEqualTo(scale.limit());
    }

    @Test
    void withoutAValueThereIsNoScale() {
        GateResult error = new GateResult("minimum ap50", Outcome.ERROR, null, 0.3, "could not be measured");
        assertThat(GateScale.of(new Gate(MINIMUM, error, null, null, null, null, null)))
                .isNull();
    }

    @Test
    void notesSayByHowMuchAndWhereItIsWorst() {
        GateResult result =
                result(0.05, 0.01, Outcome.FAIL).within(0.04, 0.06, 0.95).needing(4000);
        GateRow row = GateRow.of(
                new Gate(DROP, result, null, null, -0.04, -4.0, new WorstSlice("weather=rain", 0.4, 0.6, 120)));
        assertThat(row.promise()).isEqualTo("drop of AP ≤ 0.01");
        assertThat(row.notes())
                .containsExactly(
                        "beyond the limit by 0.04 (400 % of it)",
                        "worst where weather=rain: 0.4 after 0.6, 120 labels");
    }

    @Test
    void aGateOfSlicesNamesItsWorstOnceAndAVastShareOfTheLimitIsLeftOut() {
        GateSpec slices = new GateSpec.MaximumDrop(Metric.AP, null, "weather=*", 0.01, null, null);
        GateResult result = result(-0.3, 0.01, Outcome.PASS);
        GateRow row = GateRow.of(
                new Gate(slices, result, null, null, 0.31, 31.0, new WorstSlice("weather=rain", 0.4, 0.1, 120)));
        assertThat(row.notes()).containsExactly("inside the limit by 0.31");
    }

    @Test
    void whatIsNoGateOfThePolicyHasItsOwnName() {
        GateResult tripwire = new GateResult("tripwire", Outcome.FAIL, null, null, "dead");
        GateRow row = GateRow.of(new Gate(null, tripwire, null, null, null, null, null));
        assertThat(row.promise()).isEqualTo("tripwire");
        assertThat(row.notes()).isEmpty();
    }

    private static Gate gate(GateSpec rule, double value, double limit, Outcome outcome) {
        return new Gate(rule, result(value, limit, outcome), null, null, null, null, null);
    }

    private static GateResult result(double value, double limit, Outcome outcome) {
        return new GateResult("gate", outcome, value, limit, "because");
    }
}
