package dev.visor.detection.decoder;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * YOLOv5, and YOLOv7 exported with {@code --grid}: one output {@code [1,N,5+nc]} of cx, cy, w, h in input pixels,
 * objectness and class probabilities, three boxes for each cell of each grid. {@code score = objectness · class}.
 */
final class Yolov5Decoder implements DetectionDecoder {
    private final int classes;

    Yolov5Decoder(int classes) {
        this.classes = classes;
    }

    @Override
    public void decode(List<RawOutput> outputs, float minScore, Candidates into) {
        RawOutput output = OutputShape.require(outputs, "YOLOv5", -1, 5L + classes);
        FloatBuffer values = output.values();
        int columns = 5 + classes;
        int end = Math.toIntExact(output.shape()[1]) * columns;
        for (int at = 0; at < end; at += columns) {
            float objectness = values.get(at + 4);
            if (!(objectness >= minScore)) {
                continue;
            }
            for (int c = 0; c < classes; c++) {
                float score = objectness * values.get(at + 5 + c);
                if (score >= minScore) {
                    float cx = values.get(at);
                    float cy = values.get(at + 1);
                    float halfWidth = values.get(at + 2) / 2;
                    float halfHeight = values.get(at + 3) / 2;
                    into.add(c, score, cx - halfWidth, cy - halfHeight, cx + halfWidth, cy + halfHeight);
                }
            }
        }
    }
}
