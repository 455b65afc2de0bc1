package dev.visor.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static final List<GateSpec> GATES = Policy.standard().gates();

    @Test
    void letsEveryGateSpeakThoughTheFirstFails() {
        KnownFigures weak = KnownFigures.accuracy(0.2, 20);
        Verdict verdict = Verdicts.of(GATES, Hearing.of(weak, weak));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict.gates())
                .extracting(GateResult::outcome)
                .containsExactly(Outcome.FAIL, Outcome.PASS, Outcome.PASS, Outcome.PASS, Outcome.PASS);
    }

    @Test
    void passesTheHealthyBaselineAgainstItself() {
        KnownFigures healthy = KnownFigures.accuracy(0.5, 20);
        assertThat(Verdicts.of(GATES, Hearing.of(healthy, healthy)).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void saysWhatCanBeSaidWithoutABaseline() {
        Verdict verdict = Verdicts.of(
                GATES,
                new Hearing(
                        KnownFigures.accuracy(0.5, 20), new Reference.Missing("it didn't load"), Reference.None.YET));
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(verdict.gates())
                .extracting(GateResult::outcome)
                .containsExactly(Outcome.PASS, Outcome.ERROR, Outcome.PASS, Outcome.PASS, Outcome.ERROR);
        assertThat(verdict.gates().get(1).reason()).isEqualTo("no baseline to compare with: it didn't load");
    }

    @Test
    void failsTheDeadAndMarksTheUnmeasured() {
        assertThat(Verdicts.dead("no score above 0.05").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(Verdicts.dead("no score above 0.05").gates().getFirst().name())
                .isEqualTo("tripwire");
        assertThat(Verdicts.unmeasured("it didn't load").outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void leavesAnotherMetricOfTheSameClassAlone() {
        KnownFigures measured = KnownFigures.accuracy(0.5, 20);
        Verdict verdict = Verdicts.of(
                List.of(
                        new GateSpec.Minimum(Metric.AP, "class-0", 0.4),
                        new GateSpec.Minimum(Metric.AR100, "class-0", 0.6)),
                Hearing.of(measured, measured));
        assertThat(verdict.gates()).extracting(GateResult::outcome).containsExactly(Outcome.PASS, Outcome.FAIL);
    }
}
