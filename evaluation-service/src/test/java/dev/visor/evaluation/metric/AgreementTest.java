package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.Agreement.Counts;
import dev.visor.evaluation.metric.Scene.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final double[] HALF = {0.5, 0.5};
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box THERE = box(0, 300, 300, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void countsWhatIsAgreedFlippedAndSeenByOneAlone() {
        Scene parent = Scene.of("a", "b").picture(List.of(), HERE.seen(0.9), THERE.seen(0.9), NOWHERE.seen(0.9));
        Scene variant = Scene.of("a", "b")
                .picture(
                        List.of(),
                        THERE.as(1).seen(0.8),
                        HERE.movedBy(10).seen(0.8),
                        box(1, 0, 600, 50, 50).seen(0.8));
        Agreement agreement = of(parent, variant);
        assertThat(agreement.counts()).isEqualTo(new Counts(1, 1, 1, 1));
        assertThat(agreement.flipRate()).isEqualTo(0.75);
        assertThat(agreement.perClass().get(0).counts()).isEqualTo(new Counts(1, 1, 1, 0));
        assertThat(agreement.perClass().get(1).counts()).isEqualTo(new Counts(0, 1, 0, 1));
        assertThat(agreement.perClass().get(1).flipRate()).isEqualTo(1);
    }

    @Test
    void eachSideIsReportedAtItsOwnThresholds() {
        Scene parent = Scene.of("a", "b").picture(List.of(), HERE.seen(0.6));
        Scene variant = Scene.of("a", "b").picture(List.of(), HERE.seen(0.4));
        assertThat(of(parent, variant).counts()).isEqualTo(new Counts(0, 0, 1, 0));
        Agreement fitted =
                Agreement.of(parent.observations(), HALF, variant.observations(), new double[] {0.4, 0.4}, 24);
        assertThat(fitted.counts()).isEqualTo(new Counts(1, 0, 0, 0));
    }

    @Test
    void aDetectorAgreesWithItselfExactly() {
        for (int seed = 0; seed < 50; seed++) {
            Observations observations = Scene.random(seed, 10, "a", "b");
            Agreement agreement = Agreement.of(observations, HALF, observations, HALF, 24);
            assertThat(agreement.flipRate()).isZero();
            assertThat(agreement.counts().agreed()).isPositive();
            assertThat(agreement.mostDifferent()).isEmpty();
        }
    }

    @Test
    void evenWithBoxesThatCoincideAndBoxesWithoutArea() {
        Scene scene = Scene.of("a", "b")
                .picture(
                        List.of(),
                        HERE.seen(0.9),
                        HERE.as(1).seen(0.8),
                        HERE.seen(0.7),
                        box(0, 3, 3, 0, 0).seen(0.9));
        assertThat(of(scene, scene).counts()).isEqualTo(new Counts(4, 0, 0, 0));
    }

    @Test
    void namesThePicturesThatDifferMostAndNotMoreThanAsked() {
        Scene parent = Scene.of("a", "b")
                .picture(List.of(), HERE.seen(0.9))
                .picture(List.of(), HERE.seen(0.9))
                .picture(List.of(), HERE.seen(0.9), THERE.seen(0.9));
        Scene variant = Scene.of("a", "b")
                .picture(List.of(), HERE.seen(0.9))
                .picture(List.of(), HERE.as(1).seen(0.9))
                .picture(List.of());
        assertThat(of(parent, variant).mostDifferent())
                .extracting(Agreement.PictureAgreement::picture)
                .containsExactly(2, 1);
        assertThat(Agreement.of(parent.observations(), HALF, variant.observations(), HALF, 1)
                        .mostDifferent())
                .hasSize(1);
        assertThat(Agreement.byPicture(parent.observations(), HALF, variant.observations(), HALF))
                .containsExactly(new Counts(1, 0, 0, 0), new Counts(0, 1, 0, 0), new Counts(0, 0, 2, 0));
    }

    @Test
    void twoThatReportNothingAgree() {
        Scene nothing = Scene.of("a", "b").picture(List.of(HERE));
        assertThat(of(nothing, nothing).flipRate()).isZero();
    }

    @Test
    void differentPicturesAreNotCompared() {
        Scene one = Scene.of("a", "b").picture(List.of(HERE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(one, Scene.of("a", "b").picture(List.of(THERE))))
                .withMessageContaining("labels of picture 0 differ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(one, Scene.of("a", "b")))
                .withMessageContaining("were 1 and 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(one, Scene.of("b", "a")))
                .withMessageContaining("[b, a]");
    }

    private static Agreement of(Scene parent, Scene variant) {
        return Agreement.of(parent.observations(), HALF, variant.observations(), HALF, 24);
    }
}
