package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.PictureErrors.Kind;
import dev.visor.evaluation.metric.PictureErrors.Mistake;
import dev.visor.evaluation.metric.Scene.Box;
import dev.visor.evaluation.metric.Scene.Seen;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorstPicturesTest {
    private static final double[] HALF = {0.5, 0.5};
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box THERE = box(0, 300, 300, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void ranksPicturesByWhatIsMissedAndFalselyReported() {
        Observations observations = Scene.of("a", "b")
                .picture(List.of(HERE), HERE.seen(0.9))
                .picture(List.of(HERE))
                .picture(List.of(HERE), NOWHERE.seen(0.9))
                .picture(List.of(THERE))
                .observations();
        assertThat(WorstPictures.of(observations, HALF, 24))
                .extracting(PictureErrors::picture)
                .containsExactly(2, 1, 3);
        assertThat(WorstPictures.of(observations, HALF, 1)).hasSize(1);
    }

    @Test
    void namesAMissedLabel() {
        Mistake mistake = only(List.of(HERE), HERE.movedBy(95).seen(0.9), HERE.seen(0.4))
                .errors()
                .getLast();
        assertThat(mistake.kind()).isEqualTo(Kind.MISSED);
        assertThat(mistake.className()).isEqualTo("a");
        assertThat(mistake.box()).containsExactly(0, 0, 100, 100);
        assertThat(mistake.score()).isEqualTo(-1);
        assertThat(mistake.iou()).isCloseTo(5.0 / 195, within(1e-15));
    }

    @Test
    void namesAFalseAlarm() {
        PictureErrors errors = only(List.of(), NOWHERE.seen(0.9));
        Mistake mistake = errors.errors().getFirst();
        assertThat(mistake.kind()).isEqualTo(Kind.FALSE_ALARM);
        assertThat(mistake.score()).isEqualTo(0.9);
        assertThat(mistake.labelled()).isNull();
        assertThat(errors.falseAlarms()).isEqualTo(1);
        assertThat(errors.missed()).isZero();
    }

    @Test
    void aBadlyPlacedBoxAndItsLabelAreOneErrorOnBothSides() {
        PictureErrors errors = only(List.of(HERE), HERE.movedBy(60).seen(0.9));
        assertThat(errors.errors()).extracting(Mistake::kind).containsExactly(Kind.BADLY_PLACED);
        assertThat(errors.errors().getFirst().iou()).isCloseTo(0.25, within(1e-15));
        assertThat(errors.missed()).isEqualTo(1);
        assertThat(errors.falseAlarms()).isEqualTo(1);
        assertThat(errors.count()).isEqualTo(2);
    }

    @Test
    void aWrongClassIsNamedBesideTheRightOne() {
        PictureErrors errors = only(List.of(HERE.as(1)), HERE.seen(0.9));
        assertThat(errors.errors()).hasSize(1);
        Mistake mistake = errors.errors().getFirst();
        assertThat(mistake.kind()).isEqualTo(Kind.WRONG_CLASS);
        assertThat(mistake.className()).isEqualTo("a");
        assertThat(mistake.labelled()).isEqualTo("b");
    }

    @Test
    void aSecondDetectionIsADuplicate() {
        assertThat(only(List.of(HERE), HERE.seen(0.9), HERE.movedBy(5).seen(0.8))
                        .errors())
                .extracting(Mistake::kind)
                .containsExactly(Kind.DUPLICATE);
    }

    @Test
    void oneClassCanBeLookedAtAloneAndIsSeenFromBothSides() {
        Observations observations = Scene.of("a", "b")
                .picture(List.of(HERE.as(1)), HERE.seen(0.9))
                .picture(List.of(), NOWHERE.seen(0.9))
                .observations();
        List<PictureErrors> bare = WorstPictures.ofClass(observations, HALF, 1, 24);
        assertThat(bare).hasSize(1);
        assertThat(bare.getFirst().errors()).extracting(Mistake::kind).containsExactly(Kind.WRONG_CLASS);
        assertThat(bare.getFirst().missed()).isEqualTo(1);
        assertThat(bare.getFirst().falseAlarms()).isZero();
    }

    @Test
    void showsWhereACandidateDoesMoreWrongThanAnother() {
        Scene candidate = Scene.of("a", "b")
                .picture(List.of(HERE), HERE.seen(0.9))
                .picture(List.of(HERE), NOWHERE.seen(0.9))
                .picture(List.of(HERE));
        Scene other = Scene.of("a", "b")
                .picture(List.of(HERE))
                .picture(List.of(HERE), HERE.seen(0.9))
                .picture(List.of(HERE));
        List<WorstPictures.Worse> worse =
                WorstPictures.against(candidate.observations(), HALF, other.observations(), HALF, 24);
        assertThat(worse).hasSize(1);
        assertThat(worse.getFirst().picture()).isEqualTo(1);
        assertThat(worse.getFirst().worseBy()).isEqualTo(2);
        assertThat(worse.getFirst().other().count()).isZero();
        assertThat(WorstPictures.against(other.observations(), HALF, other.observations(), HALF, 24))
                .isEmpty();
    }

    @Test
    void leavesOutWhatIsIgnoredAndPicturesWithoutErrors() {
        Observations observations = Scene.of("a", "b")
                .picture(List.of(HERE.asCrowd(), THERE.asIgnored()), HERE.seen(0.9), THERE.seen(0.9))
                .picture(List.of())
                .observations();
        assertThat(WorstPictures.of(observations, HALF, 24)).isEmpty();
    }

    @Test
    void aCrowdedPictureNamesAHundredErrorsAndCountsAll() {
        List<Box> many = Collections.nCopies(150, HERE);
        PictureErrors errors = WorstPictures.of(
                        Scene.of("a", "b").picture(many, new Seen[0]).observations(), HALF, 24)
                .getFirst();
        assertThat(errors.errors()).hasSize(100);
        assertThat(errors.missed()).isEqualTo(150);
    }

    private static PictureErrors only(List<Box> labels, Seen... seen) {
        return WorstPictures.of(Scene.of("a", "b").picture(labels, seen).observations(), HALF, 24)
                .getFirst();
    }
}
