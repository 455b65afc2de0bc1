package dev.visor.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SufficiencyTest {
    @Test
    void apOfLargeBoxesRestsOnLargeLabelsAlone() {
        KnownFigures few = KnownFigures.accuracy(0.9, 50, 50).with(Metric.AP_LARGE, 40, 5);
        GateResult result = judge(few, Metric.AP_LARGE, "class-1", null);
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.reason()).contains("5 large labelled boxes of class class-1", "at least 10");
        assertThat(judge(few, Metric.AP_LARGE, "class-0", null).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(few, Metric.AP, "class-1", null).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aMeanOfLargeBoxesThatPassesOverAClassIsInconclusive() {
        KnownFigures onlyOne = KnownFigures.accuracy(0.9, 50, 50).with(Metric.AP_LARGE, 40, 0);
        assertThat(judge(onlyOne, Metric.AP_LARGE, null, null))
                .satisfies(r -> assertThat(r.outcome()).isEqualTo(Outcome.INCONCLUSIVE))
                .satisfies(r -> assertThat(r.reason()).contains("0 large labelled boxes of class-1"));
    }

    @Test
    void aSliceWithoutLabelsOfAClassSaysNothingOfItAndSaysTheWayOut() {
        KnownFigures rain = KnownFigures.accuracy(0.9, 50, 50).slice("weather=rain", 12, 0);
        assertThat(judge(rain, Metric.AP50, null, "weather=rain"))
                .satisfies(r -> assertThat(r.outcome()).isEqualTo(Outcome.INCONCLUSIVE))
                .satisfies(r -> assertThat(r.reason())
                        .isEqualTo(
                                "the judged split has 0 labelled boxes of class-1 where weather=rain, so the figure says"
                                        + " nothing of it: label some, ask one class with 'className', or leave it out with"
                                        + " 'classes' in the policy"));
        assertThat(judge(rain, Metric.AP50, null, "weather=*").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judge(rain, Metric.AP50, "class-0", "weather=rain").outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(rain, Metric.AP50, "class-1", "weather=rain").outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void aSliceWithLabelsOfEachClassIsJudged() {
        KnownFigures rain = KnownFigures.accuracy(0.9, 50, 50).slice("weather=rain", 12, 1);
        assertThat(judge(rain, Metric.AP50, null, "weather=rain").outcome()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @EnumSource(names = {"CROSS_DOMAIN_AP", "CROSS_DOMAIN_AP50"})
    void aSecondDatasetNeedsLabelsOfEachOfItsClassesToo(Metric metric) {
        KnownFigures clean = KnownFigures.accuracy(0.9, 50, 50);
        assertThat(judge(clean.with(metric, 3, 0), metric, null, null))
                .satisfies(r -> assertThat(r.outcome()).isEqualTo(Outcome.INCONCLUSIVE))
                .satisfies(
                        r -> assertThat(r.reason()).contains("the second dataset has 3 labelled boxes", "at least 10"));
        assertThat(judge(clean.with(metric, 30, 0), metric, null, null))
                .satisfies(r -> assertThat(r.outcome()).isEqualTo(Outcome.INCONCLUSIVE))
                .satisfies(r -> assertThat(r.reason())
                        .contains(
                                "the second dataset has 0 labelled boxes of class-1", "'classes' of 'secondDataset'"));
        assertThat(judge(clean.with(metric, 30, 4), metric, null, null).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEAN_CORRUPTION_AP", "WORST_CORRUPTION_AP", "RELATIVE_ROBUSTNESS"})
    void corruptedPicturesNeedLabelsOfEachClassToo(Metric metric) {
        KnownFigures clean = KnownFigures.accuracy(0.9, 50, 50);
        assertThat(judge(clean.with(metric, 9, 0), metric, null, null).reason())
                .contains("the corrupted pictures have 9 labelled boxes", "raise 'pictures' of 'robustness'");
        assertThat(judge(clean.with(metric, 30, 0), metric, null, null).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(judge(clean.with(metric, 30, 4), metric, null, null).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void whatIsCountedInPicturesOrBytesNeedsNoLabels() {
        KnownFigures none = KnownFigures.accuracy(0.1, 0, 0);
        assertThat(Gate.of(new GateSpec.Maximum(Metric.FALSE_ALARMS, null, null, 0.3, null))
                        .judge(Hearing.of(none, none))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(Gate.of(new GateSpec.Maximum(Metric.SIZE, null, null, 1000, null))
                        .judge(Hearing.of(none, none))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    private static GateResult judge(
            KnownFigures variant, Metric metric, @Nullable String className, @Nullable String slice) {
        return Gate.of(new GateSpec.Minimum(metric, className, slice, 0.3, null))
                .judge(Hearing.of(variant, variant));
    }
}
