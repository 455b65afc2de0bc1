package dev.visor.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import org.junit.jupiter.api.Test;

class MaximumRatioGateTest {
    private static final GateSpec HALF = new GateSpec.MaximumRatio(Metric.DOWNLOAD, 0.5, null);

    @Test
    void passesAtExactlyTheRatioAndFailsAboveIt() {
        assertThat(judge(500, 1000).outcome()).isEqualTo(Outcome.PASS);
        GateResult result = judge(501, 1000);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.reason())
                .isEqualTo(
                        "download is 501 bytes, 0.501 times the baseline's 1,000 bytes, at most 0.500 times is allowed");
    }

    @Test
    void isAnErrorIfThereIsNothingToDivideBy() {
        assertThat(judge(500, 0).outcome()).isEqualTo(Outcome.ERROR);
        assertThat(judge(500, Double.NaN).outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void leavesATargetWithoutChampionAlone() {
        assertThat(Gate.of(new GateSpec.MaximumRatio(Metric.DOWNLOAD, 0.5, Against.CHAMPION))
                        .judge(Hearing.of(download(900), download(1000)))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void isAnErrorForTimesOfTheChampionWhichAreOfAnotherRun() {
        GateSpec spec = new GateSpec.MaximumRatio(Metric.LATENCY_P95, 1.1, Against.CHAMPION);
        KnownFigures timed = KnownFigures.accuracy(0.5, 20).with(Metric.LATENCY_P95, Scope.WHOLE, 10);
        GateResult result =
                Gate.of(spec).judge(new Hearing(timed, new Reference.Known(timed), new Reference.Known(timed)));
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("isn't timed beside each other", "ask for latency-ratio");
        assertThat(Gate.of(new GateSpec.MaximumRatio(Metric.LATENCY_P95, 1.1, null))
                        .judge(Hearing.of(timed, timed))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    private static GateResult judge(double bytes, double before) {
        return Gate.of(HALF).judge(Hearing.of(download(bytes), download(before)));
    }

    private static KnownFigures download(double bytes) {
        return KnownFigures.accuracy(0.5, 20).with(Metric.DOWNLOAD, Scope.WHOLE, bytes);
    }
}
