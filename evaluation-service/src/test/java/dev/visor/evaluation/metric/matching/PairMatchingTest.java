package dev.visor.evaluation.metric.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairMatchingTest {
    private static final double[] HERE = {0, 0, 100, 100};

    @Test
    void theGreatestIouComesFirst() {
        double[] two = {20, 0, 100, 100, 5, 0, 100, 100};
        assertThat(pair(two, HERE)).containsExactly(-1, 0);
    }

    @Test
    void ofEqualsTheLowerPlaceComesFirst() {
        double[] both = {0, 0, 100, 100, 0, 0, 100, 100};
        assertThat(pair(both, HERE)).containsExactly(0, -1);
        assertThat(pair(HERE, both)).containsExactly(0);
    }

    @Test
    void boxesAreAlwaysPairedWithThemselves() {
        double[] boxes = {0.1, 0.2, 0.3, 0.7, 0.1, 0.2, 0.3, 0.7, 5, 5, 0, 0, 1e9 + 0.1, 3, 0.3, 0.1};
        assertThat(pair(boxes, boxes)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void anIouBelowTheLeastIsNoPair() {
        assertThat(pair(HERE, new double[] {0, 0, 100, 50})).containsExactly(0);
        assertThat(pair(HERE, new double[] {0, 0, 100, 49})).containsExactly(-1);
    }

    @Test
    void onlyChosenBoxesTakePart() {
        double[] both = {0, 0, 100, 100, 300, 0, 100, 100};
        assertThat(PairMatching.of(both, new int[] {1}, both, new int[] {0, 1}, 0.5))
                .containsExactly(1);
    }

    @Test
    void nothingIsPairedWithNothing() {
        assertThat(pair(HERE, new double[0])).containsExactly(-1);
        assertThat(pair(new double[0], HERE)).isEmpty();
    }

    private static int[] pair(double[] a, double[] b) {
        return PairMatching.of(a, all(a), b, all(b), 0.5);
    }

    private static int[] all(double[] boxes) {
        return IntStream.range(0, boxes.length / 4).toArray();
    }
}
