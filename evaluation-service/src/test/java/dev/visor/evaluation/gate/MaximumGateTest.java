package dev.visor.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import org.junit.jupiter.api.Test;

class MaximumGateTest {
    @Test
    void passesAtExactlyTheLimitAndFailsAboveIt() {
        assertThat(judge(0.1 + 0.2).outcome()).isEqualTo(Outcome.PASS);
        GateResult result = judge(0.31);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.name()).isEqualTo("maximum d-ece");
        assertThat(result.reason()).isEqualTo("d-ece is 0.3100, at most 0.3000 is allowed: 0.0100 too much");
    }

    @Test
    void asksCostsInTheirUnitHoweverFewLabelsThereAre() {
        KnownFigures slow = KnownFigures.accuracy(0.5).with(Metric.LATENCY_P99, Scope.WHOLE, 41);
        GateResult result = Gate.of(new GateSpec.Maximum(Metric.LATENCY_P99, null, null, 40, null))
                .judge(Hearing.of(slow, slow));
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.reason()).contains("latency-p99 is 41.00 ms, at most 40.00 ms");
    }

    @Test
    void isAnErrorWhereNothingWasMeasured() {
        assertThat(judge(Double.NaN).outcome()).isEqualTo(Outcome.ERROR);
        assertThat(judge(-1).outcome()).isEqualTo(Outcome.ERROR);
    }

    private static GateResult judge(double value) {
        KnownFigures figures = KnownFigures.accuracy(value, 20);
        return Gate.of(new GateSpec.Maximum(Metric.D_ECE, null, null, 0.3, null))
                .judge(Hearing.of(figures, figures));
    }

    @Test
    void falseAlarmsAreAskedOfPicturesOfNothingAndWhatIsFoundIsNot() {
        KnownFigures figures = KnownFigures.accuracy(0.5, 99)
                .slice("crowding=0", 0)
                .slice("crowding=1", 40)
                .with(Metric.FALSE_ALARMS, new Scope(null, "crowding=0"), 0.9);
        GateResult alarms = Gate.of(new GateSpec.Maximum(Metric.FALSE_ALARMS, null, "crowding=*", 0.6, null))
                .judge(Hearing.of(figures, figures));
        assertThat(alarms.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(alarms.reason()).startsWith("worst of 2 slices is crowding=0: false-alarms where crowding=0 is 0.9");

        GateResult missed = Gate.of(new GateSpec.Maximum(Metric.MISSED, null, "crowding=*", 0.6, null))
                .judge(Hearing.of(figures, figures));
        assertThat(missed.outcome()).isEqualTo(Outcome.PASS);
        assertThat(missed.reason()).startsWith("worst of 1 slices is crowding=1");

        assertThat(Gate.of(new GateSpec.Maximum(Metric.MISSED, null, "crowding=0", 0.6, null))
                        .judge(Hearing.of(figures, figures))
                        .outcome())
                .as("asked by name")
                .isEqualTo(Outcome.INCONCLUSIVE);
    }
}
