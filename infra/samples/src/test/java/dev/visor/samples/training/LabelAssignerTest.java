package dev.visor.samples.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelAssignerTest {
    private static final int SIZE = 64;

    private final LabelAssigner assigner = new LabelAssigner(SIZE, SIZE);
    private final int cells = assigner.cells();
    private final float[] boxes = new float[4 * cells];
    private final float[] scores = new float[2 * cells];
    private final float[] boxTargets = new float[4 * cells];
    private final float[] classTargets = new float[2 * cells];
    private final float[] boxWeights = new float[cells];

    @Test
    void hasACellPerStridePixels() {
        assertThat(cells).isEqualTo(8 * 8 + 4 * 4);
        assertThat(assigner.cellX()[9]).isEqualTo(12);
        assertThat(assigner.cellY()[9]).isEqualTo(12);
        assertThat(assigner.cellStride()[64]).isEqualTo(16);
    }

    @Test
    void cellsThatAlreadyFitAnswerForALabel() {
        predictOwnCellsOf(24);
        assign(new Label(Box.ofMiddle(28, 28, 24, 24), 1));
        int middle = 3 * 8 + 3;
        assertThat(boxWeights[middle]).isEqualTo(1f);
        assertThat(classTargets[2 * middle + 1]).isEqualTo(1f);
        assertThat(classTargets[2 * middle]).isZero();
        assertThat(Arrays.copyOfRange(boxTargets, 4 * middle, 4 * middle + 4)).containsExactly(28, 28, 24, 24);
    }

    @Test
    void atMostEightCellsAnswerForALabel() {
        predictOwnCellsOf(40);
        assign(new Label(Box.ofMiddle(32, 32, 50, 50), 0));
        int positive = 0;
        for (float weight : boxWeights) {
            positive += weight > 0 ? 1 : 0;
        }
        assertThat(positive).isEqualTo(8);
    }

    @Test
    void aLabelSmallerThanACellStillGetsOne() {
        predictOwnCellsOf(24);
        assign(new Label(Box.ofMiddle(8, 8, 4, 4), 0));
        assertThat(boxWeights).contains(0.1f);
    }

    @Test
    void leavesPicturesWithoutLabelsToTheBackground() {
        predictOwnCellsOf(24);
        assign();
        assertThat(boxWeights).containsOnly(0f);
        assertThat(classTargets).containsOnly(0f);
        assertThat(boxTargets).isEqualTo(boxes);
    }

    private void predictOwnCellsOf(float size) {
        for (int cell = 0; cell < cells; cell++) {
            boxes[4 * cell] = assigner.cellX()[cell];
            boxes[4 * cell + 1] = assigner.cellY()[cell];
            boxes[4 * cell + 2] = size;
            boxes[4 * cell + 3] = size;
        }
        Arrays.fill(scores, 0.1f);
    }

    private void assign(Label... labels) {
        assigner.assign(List.of(labels), boxes, scores, 0, boxTargets, classTargets, boxWeights);
    }
}
