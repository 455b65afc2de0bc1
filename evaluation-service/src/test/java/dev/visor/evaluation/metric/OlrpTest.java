package dev.visor.evaluation.metric;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.evaluation.metric.Olrp.ClassOlrp;
import dev.visor.evaluation.metric.Scene.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class OlrpTest {
    private static final Box HERE = box(0, 0, 0, 100, 100);
    private static final Box THERE = box(0, 300, 300, 100, 100);
    private static final Box NOWHERE = box(0, 600, 0, 50, 50);

    @Test
    void countsWhatIsMisplacedWrongAndMissedAtTheBestThreshold() {
        // An IoU of 0.8, another label missed, a wrong one below: (0.2 / 0.5 + 1) / 2, and (0.4 + 1 + 1) / 3 after it.
        Olrp olrp = Olrp.of(Scene.of("a")
                .picture(List.of(HERE, THERE), box(0, 0, 0, 100, 80).seen(0.9), NOWHERE.seen(0.8))
                .observations());
        assertThat(olrp.olrp()).isCloseTo(0.7, within(1e-12));
        ClassOlrp one = olrp.perClass().getFirst();
        assertThat(one.threshold()).isEqualTo(0.9);
        assertThat(one.localisation()).isCloseTo(0.2, within(1e-12));
        assertThat(one.falsePositives()).isZero();
        assertThat(one.falseNegatives()).isEqualTo(0.5);
    }

    @Test
    void isZeroForAPerfectDetector() {
        Olrp olrp = Olrp.of(Scene.of("a").picture(List.of(HERE), HERE.seen(0.4)).observations());
        assertThat(olrp.perClass()).containsExactly(new ClassOlrp("a", 0, 0.4, 0, 0, 0));
    }

    @Test
    void isZeroEvenWhereRoundingPutsAnIouAboveOne() {
        Box odd = box(0, 0.1, 0.2, 0.7, 0.3);
        assertThat(Olrp.of(Scene.of("a").picture(List.of(odd), odd.seen(0.4)).observations())
                        .olrp())
                .isBetween(0.0, 1e-12);
    }

    @Test
    void isOneWhereSilenceIsAsGood() {
        Olrp olrp =
                Olrp.of(Scene.of("a").picture(List.of(HERE), NOWHERE.seen(0.4)).observations());
        assertThat(olrp.perClass()).containsExactly(new ClassOlrp("a", 1, -1, -1, -1, 1));
    }

    @Test
    void leavesClassesWithoutDemandedLabelsOut() {
        Olrp olrp = Olrp.of(Scene.of("a", "b")
                .picture(
                        List.of(HERE, THERE.as(1).asCrowd()),
                        HERE.seen(0.4),
                        NOWHERE.as(1).seen(0.9))
                .observations());
        assertThat(olrp.olrp()).isZero();
        assertThat(olrp.perClass().get(1).olrp()).isEqualTo(-1);
        assertThat(Olrp.of(Scene.of("a").observations()).olrp()).isEqualTo(-1);
    }
}
