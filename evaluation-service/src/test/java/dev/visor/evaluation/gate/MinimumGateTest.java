package dev.visor.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MinimumGateTest {
    @Test
    void passesAtExactlyTheLimit() {
        GateResult result = judge(KnownFigures.accuracy(0.1 + 0.2, 20), null);
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.name()).isEqualTo("minimum ap50");
        assertThat(result.limit()).isEqualTo(0.3);
    }

    @Test
    void failsBelowTheLimitAndSaysHowMuchIsMissing() {
        GateResult result = judge(KnownFigures.accuracy(0.25, 20), null);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.value()).isEqualTo(0.25);
        assertThat(result.reason()).isEqualTo("ap50 is 0.2500, at least 0.3000 is asked for: 0.0500 short");
    }

    @Test
    void judgesOneClassAlone() {
        KnownFigures measured = KnownFigures.accuracy(0.1, 20, 20).with(Metric.AP50, Scope.of("class-1"), 0.9);
        assertThat(judge(measured, "class-1").outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(measured, null).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void isInconclusiveOnFewLabelledBoxesAndSaysHowMany() {
        GateResult result = judge(KnownFigures.accuracy(0.9, 50, 9), "class-1");
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.reason()).contains("9 labelled boxes of class class-1", "at least 10");
    }

    @Test
    void isInconclusiveIfTheMeanPassesOverAClass() {
        GateResult result = judge(KnownFigures.accuracy(0.9, 50, 0), null);
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.reason()).contains("0 labelled boxes of class-1");
    }

    @Test
    void isAnErrorWhereNothingWasMeasured() {
        assertThat(judge(KnownFigures.accuracy(Double.NaN, 20), null).outcome()).isEqualTo(Outcome.ERROR);
        assertThat(judge(KnownFigures.accuracy(-1, 20), null).outcome()).isEqualTo(Outcome.ERROR);
        assertThat(judge(KnownFigures.accuracy(-1, 20), null).value()).isNull();
        GateResult unknown = judge(KnownFigures.accuracy(0.9, 20), "helmet");
        assertThat(unknown.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(unknown.reason()).contains("class helmet isn't judged; judged are class-0");
    }

    private static GateResult judge(KnownFigures variant, @Nullable String className) {
        return Gate.of(new GateSpec.Minimum(Metric.AP50, className, 0.3)).judge(Hearing.of(variant, variant));
    }
}
