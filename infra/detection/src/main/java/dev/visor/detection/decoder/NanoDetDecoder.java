package dev.visor.detection.decoder;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * NanoDet as RangiLyu's exporter writes it, undecoded: for each of the strides 8, 16, 32 an output {@code cls_pred…}
 * {@code [1,cells,nc]} of class probabilities and one {@code dis_pred…} {@code [1,cells,4·bins]}, cells row-major. Each of
 * left, top, right and bottom is a distribution over bins (Generalized Focal Loss, arXiv 2006.04388): its distance from the
 * centre of the cell is {@code stride · Σ i · softmax(bins)[i]}.
 */
final class NanoDetDecoder implements DetectionDecoder {
    private static final int[] STRIDES = {8, 16, 32};

    private final int width;
    private final int height;
    private final int classes;

    NanoDetDecoder(int width, int height, int classes) {
        this.width = width;
        this.height = height;
        this.classes = classes;
    }

    @Override
    public void decode(List<RawOutput> outputs, float minScore, Candidates into) {
        List<RawOutput> scores = startingWith(outputs, "cls_pred");
        List<RawOutput> distances = startingWith(outputs, "dis_pred");
        OutputShape.requireCount(scores.size(), STRIDES.length, "NANODET", "cls_pred");
        OutputShape.requireCount(distances.size(), STRIDES.length, "NANODET", "dis_pred");
        for (int level = 0; level < STRIDES.length; level++) {
            int stride = STRIDES[level];
            int columns = Math.ceilDiv(width, stride);
            int cells = columns * Math.ceilDiv(height, stride);
            FloatBuffer classScores = OutputShape.require(scores.get(level), "NANODET", cells, classes)
                    .values();
            RawOutput sides = OutputShape.require(distances.get(level), "NANODET", cells, -1);
            int bins = Math.toIntExact(sides.shape()[2]) / 4;
            for (int cell = 0; cell < cells; cell++) {
                for (int c = 0; c < classes; c++) {
                    float score = classScores.get(cell * classes + c);
                    if (score >= minScore) {
                        int at = cell * 4 * bins;
                        float cx = (cell % columns + 0.5f) * stride;
                        float cy = (cell / columns + 0.5f) * stride;
                        into.add(
                                c,
                                score,
                                cx - stride * mean(sides.values(), at, bins),
                                cy - stride * mean(sides.values(), at + bins, bins),
                                cx + stride * mean(sides.values(), at + 2 * bins, bins),
                                cy + stride * mean(sides.values(), at + 3 * bins, bins));
                    }
                }
            }
        }
    }

    /** Expected bin of the softmax over logits. */
    private static float mean(FloatBuffer logits, int from, int bins) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < bins; i++) {
            largest = Math.max(largest, logits.get(from + i));
        }
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < bins; i++) {
            double share = Math.exp(logits.get(from + i) - largest);
            sum += share;
            weighted += i * share;
        }
        return (float) (weighted / sum);
    }

    private static List<RawOutput> startingWith(List<RawOutput> outputs, String prefix) {
        List<RawOutput> found = new ArrayList<>();
        for (RawOutput output : outputs) {
            if (output.name().startsWith(prefix)) {
                found.add(output);
            }
        }
        return found;
    }
}
