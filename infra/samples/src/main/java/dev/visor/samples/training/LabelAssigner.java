package dev.visor.samples.training;

import java.util.Arrays;
import java.util.List;

/**
 * Says which cells answer for which label, by how well they already do (task alignment: TOOD, Feng et al. 2021).
 *
 * <p>A cell is a candidate for a label when its middle lies in the box or within 1.25 strides of the box's middle. Of
 * the candidates, the {@value #CELLS_PER_LABEL} with the highest {@code score^0.5 · IoU^4} answer for it; a cell wanted by
 * several takes the label that it overlaps most. A cell's target probability is its alignment, scaled so that the best
 * cell of a label has that label's best IoU.
 */
final class LabelAssigner {
    private static final int CELLS_PER_LABEL = 8;
    private static final double REACH = 1.25;
    /** Where nothing overlaps yet, nearer cells come first. */
    private static final double NEARNESS = 1e-9;

    private final float[] cellX;
    private final float[] cellY;
    private final float[] cellStride;

    /** For an input of this size, whose sides are multiples of 32 px. */
    LabelAssigner(int height, int width) {
        int cells = HelmetNet.LEVELS.stream()
                .mapToInt(level -> level.cells(height, width))
                .sum();
        cellX = new float[cells];
        cellY = new float[cells];
        cellStride = new float[cells];
        int cell = 0;
        for (HelmetNet.Level level : HelmetNet.LEVELS) {
            for (int row = 0; row < height / level.stride(); row++) {
                for (int column = 0; column < width / level.stride(); column++, cell++) {
                    cellX[cell] = (column + 0.5f) * level.stride();
                    cellY[cell] = (row + 0.5f) * level.stride();
                    cellStride[cell] = level.stride();
                }
            }
        }
    }

    int cells() {
        return cellX.length;
    }

    float[] cellX() {
        return cellX;
    }

    float[] cellY() {
        return cellY;
    }

    float[] cellStride() {
        return cellStride;
    }

    /**
     * Writes one picture's targets.
     *
     * @param boxes predicted cx, cy, w, h of each cell, pixels, from {@code 4 · offset}
     * @param scores predicted probabilities, from {@code classes · offset}
     * @param offset the picture's first cell in all arrays
     * @param boxTargets cx, cy, w, h of each cell; cells without a label keep what was predicted
     * @param classTargets target probabilities
     * @param boxWeights of each cell's box, 0 without a label
     */
    void assign(
            List<Label> labels,
            float[] boxes,
            float[] scores,
            int offset,
            float[] boxTargets,
            float[] classTargets,
            float[] boxWeights) {
        int cells = cells();
        int classes = HelmetNet.CLASSES;
        System.arraycopy(boxes, 4 * offset, boxTargets, 4 * offset, 4 * cells);
        Arrays.fill(classTargets, classes * offset, classes * (offset + cells), 0);
        Arrays.fill(boxWeights, offset, offset + cells, 0);
        double[][] alignments = new double[labels.size()][];
        double[][] overlaps = new double[labels.size()][];
        int[] owner = new int[cells];
        Arrays.fill(owner, -1);
        for (int l = 0; l < labels.size(); l++) {
            overlaps[l] = new double[cells];
            alignments[l] = align(labels.get(l), boxes, scores, offset, overlaps[l]);
            for (int cell : best(alignments[l])) {
                if (owner[cell] < 0 || overlaps[l][cell] > overlaps[owner[cell]][cell]) {
                    owner[cell] = l;
                }
            }
        }
        double[] bestAlignment = new double[labels.size()];
        double[] bestOverlap = new double[labels.size()];
        for (int cell = 0; cell < cells; cell++) {
            int l = owner[cell];
            if (l >= 0) {
                bestAlignment[l] = Math.max(bestAlignment[l], alignments[l][cell]);
                bestOverlap[l] = Math.max(bestOverlap[l], overlaps[l][cell]);
            }
        }
        for (int cell = 0; cell < cells; cell++) {
            int l = owner[cell];
            if (l < 0) {
                continue;
            }
            Label label = labels.get(l);
            float target = (float) (alignments[l][cell] / bestAlignment[l] * Math.max(0.1, bestOverlap[l]));
            int at = offset + cell;
            classTargets[classes * at + label.category()] = target;
            boxWeights[at] = target;
            boxTargets[4 * at] = (float) ((label.box().left() + label.box().right()) / 2);
            boxTargets[4 * at + 1] = (float) ((label.box().top() + label.box().bottom()) / 2);
            boxTargets[4 * at + 2] = (float) label.box().width();
            boxTargets[4 * at + 3] = (float) label.box().height();
        }
    }

    /** The alignment of each cell, or -1 where a cell is no candidate. */
    private double[] align(Label label, float[] boxes, float[] scores, int offset, double[] overlaps) {
        double[] alignments = new double[cells()];
        Box box = label.box();
        double middleX = (box.left() + box.right()) / 2;
        double middleY = (box.top() + box.bottom()) / 2;
        for (int cell = 0; cell < alignments.length; cell++) {
            double dx = Math.abs(cellX[cell] - middleX);
            double dy = Math.abs(cellY[cell] - middleY);
            double reach = REACH * cellStride[cell];
            if (dx > Math.max(box.width() / 2, reach) || dy > Math.max(box.height() / 2, reach)) {
                alignments[cell] = -1;
                continue;
            }
            int at = 4 * (offset + cell);
            double overlap = box.iou(Box.ofMiddle(boxes[at], boxes[at + 1], boxes[at + 2], boxes[at + 3]));
            double score = scores[HelmetNet.CLASSES * (offset + cell) + label.category()];
            overlaps[cell] = overlap;
            alignments[cell] = Math.sqrt(score) * overlap * overlap * overlap * overlap
                    + NEARNESS / (1 + Math.hypot(dx, dy) / cellStride[cell]);
        }
        return alignments;
    }

    private static int[] best(double[] alignments) {
        int[] found = new int[CELLS_PER_LABEL];
        int count = 0;
        for (int cell = 0; cell < alignments.length; cell++) {
            double value = alignments[cell];
            if (value < 0 || count == CELLS_PER_LABEL && value <= alignments[found[count - 1]]) {
                continue;
            }
            int place = count < CELLS_PER_LABEL ? count++ : count - 1;
            while (place > 0 && alignments[found[place - 1]] < value) {
                found[place] = found[place - 1];
                place--;
            }
            found[place] = cell;
        }
        return Arrays.copyOf(found, count);
    }
}
