package dev.visor.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import org.junit.jupiter.api.Test;

class SizeRatioGateTest {
    @Test
    void passesTheBaselineItself() {
        assertThat(judge(1000).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void failsWhatIsOneByteTooLarge() {
        GateResult result = judge(1001);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.reason())
                .isEqualTo("has 1,001 bytes, 1.001 times the baseline's 1,000, at most 1.000 is allowed");
    }

    @Test
    void isAnErrorIfTheSizeIsNotKnown() {
        GateResult result = judge(0);
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.value()).isNull();
    }

    @Test
    void isNeverInconclusiveHoweverFewLabelsAndRoundsThereAre() {
        KnownFigures small = KnownFigures.accuracy(0.5).with(Metric.SIZE, Scope.WHOLE, 10);
        assertThat(new SizeRatioGate(new GateSpec.SizeRatio(1))
                        .judge(Hearing.of(small, small))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    private static GateResult judge(long bytes) {
        return new SizeRatioGate(new GateSpec.SizeRatio(1.0))
                .judge(Hearing.of(KnownFigures.size(bytes), KnownFigures.size(1000)));
    }
}
