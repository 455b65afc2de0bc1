package dev.visor.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import org.junit.jupiter.api.Test;

class MaximumDropGateTest {
    private static final Measured BASELINE = Figures.accuracy(0.507, 20);

    @Test
    void passesAtExactlyTheLimit() {
        assertThat(judge(Figures.accuracy(0.497, 20), BASELINE).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void passesAGain() {
        GateResult result = judge(Figures.accuracy(0.6, 20), BASELINE);
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.value()).isCloseTo(-0.093, within(1e-12));
    }

    @Test
    void failsBeyondTheLimitWithBothFigures() {
        GateResult result = judge(Figures.accuracy(0.48, 20), BASELINE);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.reason())
                .isEqualTo(
                        "ap is 0.4800 after 0.5070 of the baseline, a loss of 0.0270 where 0.0100 is allowed: 0.0170 too much");
    }

    @Test
    void isInconclusiveOnFewLabelledBoxes() {
        assertThat(judge(Figures.accuracy(0.5, 3), Figures.accuracy(0.5, 3)).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void isAnErrorIfTheBaselineWasNotMeasured() {
        GateResult result = judge(Figures.accuracy(0.5, 20), Figures.accuracy(Double.NaN, 20));
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("ap of the baseline is not a number");
    }

    private static GateResult judge(Measured variant, Measured baseline) {
        return new MaximumDropGate(new GateSpec.MaximumDrop(Metric.AP, null, 0.01)).judge(variant, baseline);
    }
}
