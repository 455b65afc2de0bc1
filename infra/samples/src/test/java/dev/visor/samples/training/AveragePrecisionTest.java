package dev.visor.samples.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {
    private static final Box HEAD = Box.ofCorner(10, 10, 20, 20);
    private static final Box ELSEWHERE = Box.ofCorner(60, 60, 20, 20);

    private final AveragePrecision precision = new AveragePrecision(0.5, 2);

    @Test
    void isOneWhenEveryLabelIsFoundAndNothingElse() {
        precision.add(
                List.of(new Label(HEAD, 0), new Label(ELSEWHERE, 1)),
                List.of(new Detection(HEAD, 0, 0.9), new Detection(ELSEWHERE, 1, 0.8)));
        assertThat(precision.mean()).isEqualTo(1);
    }

    @Test
    void falsePositivesAboveTheHitHalveIt() {
        precision.add(
                List.of(new Label(HEAD, 0)), List.of(new Detection(ELSEWHERE, 0, 0.9), new Detection(HEAD, 0, 0.8)));
        assertThat(precision.of(0)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void falsePositivesBelowTheHitLeaveItAlone() {
        precision.add(
                List.of(new Label(HEAD, 0)), List.of(new Detection(HEAD, 0, 0.9), new Detection(ELSEWHERE, 0, 0.8)));
        assertThat(precision.of(0)).isEqualTo(1);
    }

    @Test
    void aLabelIsFoundOnce() {
        precision.add(
                List.of(new Label(HEAD, 0), new Label(ELSEWHERE, 0)),
                List.of(new Detection(HEAD, 0, 0.9), new Detection(HEAD, 0, 0.8)));
        // Half of the labels are found: recalls 0 to 0.5 are 51 of the 101.
        assertThat(precision.of(0)).isCloseTo(51.0 / 101, within(1e-9));
    }

    @Test
    void theOtherClassIsNoHit() {
        precision.add(List.of(new Label(HEAD, 0)), List.of(new Detection(HEAD, 1, 0.9)));
        assertThat(precision.mean()).isZero();
    }
}
