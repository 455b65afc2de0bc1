package dev.visor.detection.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.decoder.Candidates;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private final Candidates boxes = new Candidates();

    @Test
    void keepsTheBestOfOverlappingBoxesOfAClass() {
        boxes.add(0, 0.5f, 0, 0, 10, 10);
        boxes.add(0, 0.9f, 1, 0, 11, 10);
        boxes.add(0, 0.7f, 100, 0, 110, 10);
        assertThat(kept(Suppression.classwise(0.5))).containsExactly(1, 2);
    }

    @Test
    void leavesAloneOverlapsThatEqualTheLimit() {
        // Intersection 5, union 15.
        boxes.add(0, 0.9f, 0, 0, 10, 1);
        boxes.add(0, 0.8f, 5, 0, 15, 1);
        assertThat(kept(Suppression.classwise(5.0 / 15))).containsExactly(0, 1);
        assertThat(kept(Suppression.classwise(Math.nextDown(5.0 / 15)))).containsExactly(0);
    }

    @Test
    void leavesAloneOtherClassesUnlessAgnostic() {
        boxes.add(0, 0.8f, 0, 0, 10, 10);
        boxes.add(1, 0.9f, 0, 0, 10, 10);
        assertThat(kept(Suppression.classwise(0.5))).containsExactly(1, 0);
        assertThat(kept(new Suppression(0.5, true, 300))).containsExactly(1);
    }

    @Test
    void leavesAloneBoxesThatAreFinal() {
        boxes.add(0, 0.8f, 0, 0, 10, 10);
        boxes.add(0, 0.9f, 0, 0, 10, 10);
        assertThat(kept(Suppression.classwise(1))).containsExactly(1, 0);
    }

    @Test
    void keepsTheDecodedOrderOfEqualScores() {
        for (int i = 0; i < 5; i++) {
            boxes.add(0, 0.5f, 100 * i, 0, 100 * i + 10, 10);
        }
        assertThat(kept(Suppression.classwise(0.5))).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void keepsNoMoreThanTheLimit() {
        for (int i = 0; i < 1000; i++) {
            boxes.add(0, i / 1000f, 100 * i, 0, 100 * i + 10, 10);
        }
        int[] kept = kept(new Suppression(0.5, false, 300));
        assertThat(kept).hasSize(300).startsWith(999, 998).endsWith(700);
    }

    @Test
    void agreesWithThePlainDefinitionOnRandomBoxes() {
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            float x = random.nextFloat(100);
            float y = random.nextFloat(100);
            boxes.add(
                    random.nextInt(3),
                    random.nextInt(50) / 50f,
                    x,
                    y,
                    x + 5 + random.nextFloat(30),
                    y + 5 + random.nextFloat(30));
        }
        assertThat(kept(new Suppression(0.45, false, 400))).containsExactly(plain(0.45));
    }

    private int[] plain(double limit) {
        boolean[] gone = new boolean[boxes.size()];
        int[] order = IntStream.range(0, boxes.size())
                .boxed()
                .sorted((a, b) -> Float.compare(boxes.score(b), boxes.score(a)))
                .mapToInt(i -> i)
                .toArray();
        for (int a = 0; a < order.length; a++) {
            for (int b = a + 1; b < order.length && !gone[order[a]]; b++) {
                gone[order[b]] |=
                        boxes.classIndex(order[a]) == boxes.classIndex(order[b]) && iou(order[a], order[b]) > limit;
            }
        }
        return IntStream.of(order).filter(i -> !gone[i]).toArray();
    }

    private double iou(int a, int b) {
        double w = Math.min(boxes.right(a), boxes.right(b)) - Math.max(boxes.left(a), boxes.left(b));
        double h = Math.min(boxes.bottom(a), boxes.bottom(b)) - Math.max(boxes.top(a), boxes.top(b));
        double both = Math.max(0, w) * Math.max(0, h);
        return both / (area(a) + area(b) - both);
    }

    private double area(int i) {
        return (double) (boxes.right(i) - boxes.left(i)) * (boxes.bottom(i) - boxes.top(i));
    }

    private int[] kept(Suppression suppression) {
        return IntStream.range(0, suppression.apply(boxes))
                .map(suppression::kept)
                .toArray();
    }
}
