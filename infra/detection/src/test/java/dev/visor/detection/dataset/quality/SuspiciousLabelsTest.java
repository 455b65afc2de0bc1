package dev.visor.detection.dataset.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspiciousLabelsTest {
    private static final double[] LABEL = {10, 10, 20, 20};

    @Test
    void namesAForgottenLabelOnceHoweverOftenItIsSeen() {
        Labels labels = labels(new int[] {0}, LABEL, false, false);
        Sightings seen = seen(
                new int[] {0, 1, 0, 1},
                new double[] {0.9, 0.8, 0.95, 0.69},
                10,
                10,
                20,
                20,
                60,
                10,
                20,
                20,
                61,
                10,
                20,
                20,
                100,
                10,
                20,
                20);

        assertThat(find(labels, seen))
                .containsExactly(new Suspicion(0, Suspicion.Kind.UNLABELLED_OBJECT, 0, null, 0.95, 61, 10, 20, 20));
    }

    @Test
    void namesAnotherClassAndALabelThatNothingFinds() {
        Labels labels = labels(new int[] {0, 1}, new double[] {10, 10, 20, 20, 60, 60, 20, 20}, false, false);
        Sightings seen = seen(new int[] {1}, new double[] {0.8}, 10, 11, 20, 20);

        assertThat(find(labels, seen))
                .containsExactly(
                        new Suspicion(0, Suspicion.Kind.OTHER_CLASS, 1, 0, 0.8, 10, 11, 20, 20),
                        new Suspicion(0, Suspicion.Kind.NEVER_FOUND, 1, 1, null, 60, 60, 20, 20));
    }

    @Test
    void leavesAloneWhatAFaintDetectionFindsWhatIsIgnoredAndWhatIsInACrowd() {
        assertThat(find(labels(new int[] {0}, LABEL, false, false), seen(new int[] {1}, new double[] {0.01}, LABEL)))
                .isEmpty();
        assertThat(find(labels(new int[] {0}, LABEL, false, true), Sightings.NONE))
                .isEmpty();
        assertThat(find(
                        labels(new int[] {0}, LABEL, true, false),
                        seen(new int[] {1}, new double[] {0.9}, 15, 15, 10, 10)))
                .isEmpty();
        assertThat(find(labels(new int[] {0}, LABEL, false, false), seen(new int[] {0}, new double[] {0.9}, LABEL)))
                .isEmpty();
        assertThat(find(Labels.NONE, Sightings.NONE)).isEmpty();
    }

    private static List<Suspicion> find(Labels labels, Sightings seen) {
        return SuspiciousLabels.find(
                new Observations(List.of("with", "without"), List.of(new Observation(labels, seen))));
    }

    private static Labels labels(int[] classes, double[] boxes, boolean crowd, boolean ignored) {
        boolean[] crowds = new boolean[classes.length];
        boolean[] ignores = new boolean[classes.length];
        double[] areas = new double[classes.length];
        Arrays.fill(crowds, crowd);
        Arrays.fill(ignores, ignored);
        return new Labels(classes, boxes, areas, crowds, ignores);
    }

    private static Sightings seen(int[] classes, double[] scores, double... boxes) {
        return new Sightings(classes, boxes, scores);
    }
}
