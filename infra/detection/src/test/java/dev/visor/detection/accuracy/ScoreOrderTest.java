package dev.visor.detection.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreOrderTest {
    @Test
    void sortsByFallingScoreAndKeepsTheOrderOfEquals() {
        Random random = new Random(7);
        double[] scores =
                random.doubles(5000).map(s -> Math.round(s * 50) / 50.0).toArray();
        int[] expected = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(ScoreOrder.of(scores, 0, scores.length)).isEqualTo(expected);
    }

    @Test
    void leavesASortedListAlone() {
        assertThat(ScoreOrder.of(new double[] {9, 0.9, 0.5, 0.5, 0.1}, 1, 5)).containsExactly(0, 1, 2, 3);
    }
}
