package dev.visor.detection.decoder;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Ultralytics YOLOv8, 9 and 11: one output {@code [1,4+nc,N]} of cx, cy, w, h in input pixels and class probabilities,
 * each a row of N values. Some exporters transpose it to {@code [1,N,4+nc]}, which is {@link VisorDecoder}'s layout.
 */
final class Yolov8Decoder implements DetectionDecoder {
    private final int classes;
    private final VisorDecoder transposed;

    Yolov8Decoder(int classes) {
        this.classes = classes;
        this.transposed = new VisorDecoder(classes);
    }

    @Override
    public void decode(List<RawOutput> outputs, float minScore, Candidates into) {
        if (isTransposed(outputs)) {
            transposed.decode(outputs, minScore, into);
            return;
        }
        RawOutput output = OutputShape.require(outputs, "YOLOv8", 4L + classes, -1);
        FloatBuffer values = output.values();
        int count = Math.toIntExact(output.shape()[2]);
        // Copied row by row: an array is read much faster than a buffer, and most scores are all that is read.
        float[] scores = new float[count];
        for (int c = 0; c < classes; c++) {
            values.get((4 + c) * count, scores);
            for (int i = 0; i < count; i++) {
                float score = scores[i];
                if (score >= minScore) {
                    float cx = values.get(i);
                    float cy = values.get(count + i);
                    float halfWidth = values.get(2 * count + i) / 2;
                    float halfHeight = values.get(3 * count + i) / 2;
                    into.add(c, score, cx - halfWidth, cy - halfHeight, cx + halfWidth, cy + halfHeight);
                }
            }
        }
    }

    private boolean isTransposed(List<RawOutput> outputs) {
        if (outputs.isEmpty()) {
            return false;
        }
        long[] shape = outputs.getFirst().shape();
        return shape.length == 3 && shape[1] != 4L + classes && shape[2] == 4L + classes;
    }
}
