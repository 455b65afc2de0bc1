package dev.visor.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.figure.ObservedFigures;
import dev.visor.evaluation.gate.Hearing;
import dev.visor.evaluation.gate.Reference;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.gate.Verdicts;
import dev.visor.evaluation.metric.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateExplanationTest {
    private static final Observations SEEN = Scene.random(11, 90, "with", "without");
    private static final ObservedFigures BASELINE = figures(SEEN);
    private static final ObservedFigures BLIND = figures(ComparedWorld.halfBlindTo(1, SEEN));
    private static final Hearing HEARING = Hearing.of(BLIND, BASELINE);

    @Test
    void aBrokenLimitSaysByHowMuch() {
        Explanation.Gate gate = explain(new GateSpec.MaximumDrop(Metric.RECALL, "without", 0.02));
        double loss = gate.result().value();
        assertThat(gate.against()).isEqualTo(Against.BASELINE);
        assertThat(gate.room()).isCloseTo(0.02 - loss, within(1e-12)).isNegative();
        assertThat(gate.relativeRoom()).isCloseTo((0.02 - loss) / 0.02, within(1e-9));
        assertThat(gate.slice()).isNull();
    }

    @Test
    void aKeptLimitSaysWhatIsLeft() {
        Explanation.Gate gate = explain(new GateSpec.Minimum(Metric.RECALL, null, 0.1));
        assertThat(gate.room()).isPositive();
        assertThat(gate.against()).isNull();
    }

    @Test
    void theWorstSliceIsToldThoughTheGateIsNotOfSlices() {
        Explanation.WorstSlice worst =
                explain(new GateSpec.MaximumDrop(Metric.RECALL, null, 0.02)).worstSlice();
        assertThat(worst).isNotNull();
        assertThat(worst.instances()).isGreaterThanOrEqualTo(10);
        assertThat(BLIND.listedSlices()).as("one that a person can read").contains(worst.slice());
        double loss = worst.reference() - worst.value();
        assertThat(BLIND.slices()).contains(worst.slice()).allSatisfy(slice -> {
            var scope = new Scope(null, slice);
            if (BLIND.instances(scope) >= 10) {
                assertThat(BASELINE.value(Metric.RECALL, scope) - BLIND.value(Metric.RECALL, scope))
                        .isLessThanOrEqualTo(loss);
            }
        });
    }

    @Test
    void aGateOfEverySliceSaysWhichDecided() {
        Explanation.Gate gate = explain(new GateSpec.MaximumDrop(Metric.RECALL, null, "weather=*", 0.02, null, null));
        assertThat(gate.result().reason()).contains("is " + gate.slice() + ":");
    }

    @Test
    void whatGetsLargerIsWorstWhereItIsLargest() {
        Explanation.WorstSlice worst = explain(new GateSpec.Maximum(Metric.MISSED, null, null, 0.5, null))
                .worstSlice();
        assertThat(worst).isNotNull();
        assertThat(worst.reference()).isNull();
        assertThat(worst.value()).isGreaterThanOrEqualTo(BLIND.value(Metric.MISSED, new Scope(null, "weather=rain")));
    }

    @Test
    void aLimitOfZeroHasNoShareOfIt() {
        Explanation.Gate gate = explain(new GateSpec.MaximumDrop(Metric.RECALL, "with", 0));
        assertThat(gate.room()).isZero();
        assertThat(gate.relativeRoom()).isNull();
    }

    @Test
    void withoutAChampionThereIsNoSliceToLoseOn() {
        Hearing alone =
                new Hearing(BLIND, new Reference.Known(BASELINE), new Reference.None("there is no champion yet"));
        GateSpec rule = new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, Against.CHAMPION, null);
        Explanation.Gate gate = GateExplanation.of(
                rule, Verdicts.of(List.of(rule), alone).gates().getFirst(), alone);
        assertThat(gate.worstSlice()).isNull();
    }

    @Test
    void costsHaveNoSlices() {
        Explanation.Gate gate = explain(new GateSpec.SizeRatio(1));
        assertThat(gate.worstSlice()).isNull();
        assertThat(gate.room()).isZero();
    }

    private static Explanation.Gate explain(GateSpec rule) {
        GateResult result = Verdicts.of(List.of(rule), HEARING).gates().getFirst();
        return GateExplanation.of(rule, result, HEARING);
    }

    private static ObservedFigures figures(Observations observations) {
        return new ObservedFigures(
                ComparedWorld.side("helmet.1.int8", observations, 100).exhibit());
    }
}
