package dev.visor.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
    private static final Bounds.Drawn MANY = new Bounds.Drawn(100, 100, null);

    @Test
    void fewerThanTenPicturesWithLabelsTellNothingHoweverNarrowTheBoundsAre() {
        Bounds nine = new Bounds(0.9, 0.9, new Bounds.Drawn(200, 9, null));
        assertThat(floor(0.5).atLeast(0.9, nine, "recall is 0.9000"))
                .satisfies(r -> assertThat(r.outcome()).isEqualTo(Outcome.INCONCLUSIVE))
                .satisfies(
                        r -> assertThat(r.reason())
                                .endsWith(
                                        "9 pictures have what it is told by, at least 10 are needed for a confidence: label more"));
        assertThat(floor(0.5).atMost(0.9, nine, "missed is 0.9000").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(floor(0.5)
                        .atLeast(0.9, new Bounds(0.9, 0.9, new Bounds.Drawn(200, 10, null)), "")
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void oneClipOfManyFramesTellsNothing() {
        Bounds one = new Bounds(0.9, 0.9, new Bounds.Drawn(1, 1, new DrawingUnit("clip", 500)));
        GateResult result = floor(0.5).atLeast(0.9, one, "recall is 0.9000");
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.reason()).contains("1 values of 'clip'");
    }

    @Test
    void aUnitThatNoPictureHasIsAnErrorAndNotTakenAsNone() {
        Bounds alone = new Bounds(0.8, 0.9, new Bounds.Drawn(500, 500, new DrawingUnit("clp", 0)));
        GateResult result = floor(0.5).atLeast(0.85, alone, "recall is 0.8500");
        assertThat(result.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(result.reason()).contains("no picture of the judged split has the tag 'clp'");
    }

    @Test
    void whatNeverFailedIsToldByMoreOfTheSameAndNotByTheirSquare() {
        // Ten of ten: at least 0.741 with 95 %. A limit of 0.99 wants about 299 of 299.
        GateResult result =
                floor(0.99).atLeast(1, new Bounds(0.7411, 1, new Bounds.Drawn(10, 10, null)), "recall is 1");
        assertThat(result.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.picturesNeeded()).isEqualTo(259);
    }

    @Test
    void boundsOnOneSideOfTheLimitDecide() {
        assertThat(floor(0.5).atLeast(0.6, new Bounds(0.55, 0.65, MANY), "").outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(floor(0.5).atLeast(0.4, new Bounds(0.35, 0.45, MANY), "").outcome())
                .isEqualTo(Outcome.FAIL);
        assertThat(floor(0.5).atLeast(0.6, new Bounds(0.4, 0.8, MANY), "").picturesNeeded())
                .isEqualTo(400);
    }

    private static Confidence floor(double limit) {
        return new Confidence(new Limit("minimum recall", limit), 0.95);
    }
}
