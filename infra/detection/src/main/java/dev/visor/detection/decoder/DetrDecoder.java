package dev.visor.detection.decoder;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * RT-DETR, D-FINE and DEIM as their authors export them: {@code labels} of class indices, {@code boxes} of x1, y1, x2, y2
 * and {@code scores}, N each and final, with or without a batch dimension of 1. Boxes are for the size that the second
 * input names, which is the input's own here.
 */
final class DetrDecoder implements DetectionDecoder {
    private final int classes;

    DetrDecoder(int classes) {
        this.classes = classes;
    }

    @Override
    public void decode(List<RawOutput> outputs, float minScore, Candidates into) {
        RawOutput scored = OutputShape.named(outputs, "DETR", "scores");
        int count = Math.toIntExact(OutputShape.elements(scored));
        RawOutput labelled = OutputShape.named(outputs, "DETR", "labels");
        OutputShape.requireElements(labelled, "DETR", count);
        RawOutput boxed = OutputShape.named(outputs, "DETR", "boxes");
        OutputShape.requireElements(boxed, "DETR", 4L * count);
        FloatBuffer scores = scored.values();
        FloatBuffer boxes = boxed.values();
        for (int i = 0; i < count; i++) {
            float score = scores.get(i);
            if (score >= minScore) {
                int classIndex = Math.round(labelled.values().get(i));
                OutputShape.requireClass(classIndex, classes, labelled.name());
                into.add(
                        classIndex,
                        score,
                        boxes.get(4 * i),
                        boxes.get(4 * i + 1),
                        boxes.get(4 * i + 2),
                        boxes.get(4 * i + 3));
            }
        }
    }
}
