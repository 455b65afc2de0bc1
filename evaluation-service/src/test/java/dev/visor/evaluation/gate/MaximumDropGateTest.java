package dev.visor.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import org.junit.jupiter.api.Test;

class MaximumDropGateTest {
    private static final KnownFigures BASELINE = KnownFigures.accuracy(0.507, 20);

    @Test
    void passesAtExactlyTheLimit() {
        assertThat(judge(KnownFigures.accuracy(0.497, 20), BASELINE).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void passesAGain() {
        GateResult result = judge(KnownFigures.accuracy(0.6, 20), BASELINE);
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.value()).isCloseTo(-0.093, within(1e-12));
        assertThat(result.reason())
                .isEqualTo(
                        "ap is 0.6000 after 0.5070 of the baseline, a gain of 0.0930 where a loss of 0.0100 is allowed");
    }

    @Test
    void failsBeyondTheLimitWithBothFigures() {
        GateResult result = judge(KnownFigures.accuracy(0.48, 20), BASELINE);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.reason())
                .isEqualTo(
                        "ap is 0.4800 after 0.5070 of the baseline, a loss of 0.0270 where 0.0100 is allowed: 0.0170 too much");
    }

    @Test
    void isInconclusiveOnFewLabelledBoxes() {
        assertThat(judge(KnownFigures.accuracy(0.5, 3), KnownFigures.accuracy(0.5, 3))
                        .outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void isAnErrorIfTheBaselineWasNotMeasured() {
        GateResult result = judge(KnownFigures.accuracy(0.5, 20), KnownFigures.accuracy(Double.NaN, 20));
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("ap of the baseline is not a number");
    }

    @Test
    void aRiseOfWhatShouldBeLowIsALoss() {
        KnownFigures before = KnownFigures.accuracy(0.1, 20);
        KnownFigures after = KnownFigures.accuracy(0.13, 20);
        GateSpec gate = new GateSpec.MaximumDrop(Metric.FALSE_ALARMS, null, 0.02);
        GateResult result = Gate.of(gate).judge(Hearing.of(after, before));
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.reason())
                .isEqualTo(
                        "false-alarms is 0.1300 a picture after 0.1000 a picture of the baseline, a rise of 0.0300 a picture where 0.0200 a picture is allowed: 0.0100 a picture too much");
        assertThat(Gate.of(gate).judge(Hearing.of(after, after)).outcome()).isEqualTo(Outcome.PASS);
        assertThat(Gate.of(gate).judge(Hearing.of(before, after)).reason())
                .endsWith("a fall of 0.0300 a picture where a rise of 0.0200 a picture is allowed");
    }

    @Test
    void comparesWithTheChampionWhereItIsAskedTo() {
        GateSpec gate = new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, Against.CHAMPION, null);
        Reference baseline = new Reference.Known(KnownFigures.accuracy(0.2, 20));
        KnownFigures variant = KnownFigures.accuracy(0.5, 20);
        assertThat(Gate.of(gate)
                        .judge(new Hearing(
                                variant,
                                baseline,
                                new Reference.Known(KnownFigures.accuracy(0.52, 20), "helmet.3.fast")))
                        .reason())
                .contains("after 0.5200 of the champion helmet.3.fast", "0.0100 too much");
        assertThat(Gate.of(gate).judge(new Hearing(variant, baseline, Reference.None.YET)))
                .satisfies(r -> assertThat(r.outcome()).isEqualTo(Outcome.PASS))
                .satisfies(r -> assertThat(r.value()).as("nothing was measured").isNull())
                .satisfies(r -> assertThat(r.reason()).contains("no champion yet"));
        assertThat(Gate.of(gate)
                        .judge(new Hearing(variant, baseline, new Reference.Missing("its file is gone")))
                        .outcome())
                .isEqualTo(Outcome.ERROR);
    }

    @Test
    void withAConfidenceTheBoundsDecideAndTooFewPicturesAreSaid() {
        GateSpec gate = new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, null, 0.95);
        KnownFigures before = KnownFigures.accuracy(0.5, 20);
        assertThat(Gate.of(gate)
                        .judge(Hearing.of(KnownFigures.accuracy(0.498, 20).within(0.007), before)))
                .satisfies(r -> assertThat(r.outcome()).isEqualTo(Outcome.PASS))
                .satisfies(r -> assertThat(r.high()).isCloseTo(0.009, within(1e-9)))
                .satisfies(r -> assertThat(r.reason())
                        .endsWith("(a loss of -0.0050 to 0.0090 with a confidence of 95.0 % on each side)"));
        assertThat(Gate.of(gate)
                        .judge(Hearing.of(KnownFigures.accuracy(0.47, 20).within(0.007), before))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
        GateResult open =
                Gate.of(gate).judge(Hearing.of(KnownFigures.accuracy(0.498, 20).within(0.016), before));
        assertThat(open.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(open.picturesNeeded()).isEqualTo(400);
        assertThat(open.reason()).contains("100 pictures are too few to tell, about 400 like them would do");
    }

    @Test
    void ofManySlicesTheWorstDecides() {
        GateSpec gate = new GateSpec.MaximumDrop(Metric.AP, null, "weather=*", 0.05, null, null);
        KnownFigures before =
                KnownFigures.accuracy(0.5, 99).slice("weather=dry", 40).slice("weather=rain", 20);
        KnownFigures after = KnownFigures.accuracy(0.49, 99)
                .slice("weather=dry", 40)
                .slice("weather=rain", 20)
                .with(Metric.AP, new Scope(null, "weather=rain"), 0.3);
        GateResult result = Gate.of(gate).judge(Hearing.of(after, before));
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.name()).isEqualTo("maximum-drop ap where weather=*");
        assertThat(result.reason())
                .startsWith("worst of 2 slices is weather=rain: ap where weather=rain is 0.3000 after 0.5000");
        assertThat(Gate.of(gate).judge(Hearing.of(before, before)).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aSliceWithFewLabelsIsInconclusiveAndOneThatIsNotThereAnError() {
        KnownFigures known =
                KnownFigures.accuracy(0.5, 99).slice("weather=dry", 40).slice("weather=snow", 3);
        assertThat(Gate.of(new GateSpec.MaximumDrop(Metric.AP, null, "weather=*", 0.05, null, null))
                        .judge(Hearing.of(known, known))
                        .reason())
                .contains("weather=snow", "3 labelled boxes");
        assertThat(Gate.of(new GateSpec.MaximumDrop(Metric.AP, null, "weather=hail", 0.05, null, null))
                        .judge(Hearing.of(known, known))
                        .reason())
                .contains("no picture of the judged split is 'weather=hail'", "weather=dry, weather=snow");
        assertThat(Gate.of(new GateSpec.MaximumDrop(Metric.AP, null, "camera=*", 0.05, null, null))
                        .judge(Hearing.of(known, known))
                        .outcome())
                .isEqualTo(Outcome.ERROR);
    }

    @Test
    void twentyFiveCamerasAreAskedEachButNotMoreThanAThousandValues() {
        GateSpec gate = new GateSpec.MaximumDrop(Metric.AP, null, "camera=*", 0.05, null, null);
        KnownFigures cameras = KnownFigures.accuracy(0.5, 99);
        for (int i = 0; i < 25; i++) {
            cameras = cameras.slice("camera=" + i, 40);
        }
        assertThat(Gate.of(gate).judge(Hearing.of(cameras, cameras)).reason()).startsWith("worst of 25 slices");
        for (int i = 25; i < 1001; i++) {
            cameras = cameras.slice("camera=" + i, 40);
        }
        GateResult result = Gate.of(gate).judge(Hearing.of(cameras, cameras));
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("'camera' has 1001 values", "at most 1000");
        assertThat(Gate.of(new GateSpec.MaximumDrop(Metric.AP, null, "camera=7", 0.05, null, null))
                        .judge(Hearing.of(cameras, cameras))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(Gate.of(new GateSpec.MaximumDrop(Metric.AP, null, "camera=north", 0.05, null, null))
                        .judge(Hearing.of(cameras, cameras))
                        .reason())
                .contains("and 971 more")
                .hasSizeLessThan(700);
    }

    private static GateResult judge(KnownFigures variant, KnownFigures baseline) {
        return Gate.of(new GateSpec.MaximumDrop(Metric.AP, null, 0.01)).judge(Hearing.of(variant, baseline));
    }
}
