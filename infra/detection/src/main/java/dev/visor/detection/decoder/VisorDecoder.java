package dev.visor.detection.decoder;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Visor's own detectors: one output {@code [1,N,4+nc]} of cx, cy, w, h in input pixels and class probabilities, each box
 * a row.
 */
final class VisorDecoder implements DetectionDecoder {
    private final int classes;

    VisorDecoder(int classes) {
        this.classes = classes;
    }

    @Override
    public void decode(List<RawOutput> outputs, float minScore, Candidates into) {
        RawOutput output = OutputShape.require(outputs, "VISOR", -1, 4L + classes);
        FloatBuffer values = output.values();
        int columns = 4 + classes;
        int end = Math.toIntExact(output.shape()[1]) * columns;
        for (int at = 0; at < end; at += columns) {
            for (int c = 0; c < classes; c++) {
                float score = values.get(at + 4 + c);
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
