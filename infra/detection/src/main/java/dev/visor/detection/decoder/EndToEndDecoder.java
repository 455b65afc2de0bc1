package dev.visor.detection.decoder;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Final boxes: one output {@code [1,boxes,6]} of x1, y1, x2, y2 in input pixels, score and class (YOLOv10, YOLO26, and
 * Ultralytics' exports with {@code nms=True}). Rows that fill up have no area or a negative class.
 */
final class EndToEndDecoder implements DetectionDecoder {
    private static final int COLUMNS = 6;

    private final int classes;

    EndToEndDecoder(int classes) {
        this.classes = classes;
    }

    @Override
    public void decode(List<RawOutput> outputs, float minScore, Candidates into) {
        RawOutput output = OutputShape.require(outputs, "END2END", -1, COLUMNS);
        FloatBuffer values = output.values();
        int end = Math.toIntExact(output.shape()[1]) * COLUMNS;
        for (int at = 0; at < end; at += COLUMNS) {
            float score = values.get(at + 4);
            // Rounded: a class that went through half precision or eight bits is not always whole.
            int classIndex = Math.round(values.get(at + 5));
            if (score >= minScore && classIndex >= 0) {
                OutputShape.requireClass(classIndex, classes, output.name());
                into.add(classIndex, score, values.get(at), values.get(at + 1), values.get(at + 2), values.get(at + 3));
            }
        }
    }
}
