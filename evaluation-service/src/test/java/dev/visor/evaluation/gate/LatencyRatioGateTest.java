package dev.visor.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.GateSpec;
import org.junit.jupiter.api.Test;

class LatencyRatioGateTest {
    @Test
    void passesTheBaselineItself() {
        assertThat(judge(KnownFigures.latency(1.0, 50)).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void failsWhatIsSlower() {
        GateResult result = judge(KnownFigures.latency(1.7, 50));
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.reason())
                .isEqualTo("takes 1.700 times as long as the baseline (median 10.00 ms), at most 1.050 is allowed");
    }

    @Test
    void isInconclusiveAfterFewRounds() {
        GateResult result = judge(KnownFigures.latency(0.5, 9));
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.value()).isEqualTo(0.5);
        assertThat(result.reason()).contains("in 9 rounds, at least 10");
    }

    @Test
    void isAnErrorWithoutAMeasurement() {
        assertThat(judge(KnownFigures.latency(Double.NaN, 50)).outcome()).isEqualTo(Outcome.ERROR);
        assertThat(judge(KnownFigures.latency(-1, 50)).outcome()).isEqualTo(Outcome.ERROR);
    }

    private static GateResult judge(KnownFigures variant) {
        return Gate.of(new GateSpec.LatencyRatio(1.05)).judge(Hearing.of(variant, KnownFigures.latency(1, 50)));
    }
}
