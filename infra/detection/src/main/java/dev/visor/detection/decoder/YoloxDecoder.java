package dev.visor.detection.decoder;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * YOLOX as it is exported by default, undecoded (Megvii YOLOX, {@code demo_postprocess}): one output
 * {@code [1,N,5+nc]} of cx, cy, log w, log h, objectness, class probabilities, rows over the grids of strides 8, 16, 32,
 * row-major. {@code x = (cx + column) · stride}, {@code w = exp(log w) · stride}, {@code score = objectness · class}.
 */
final class YoloxDecoder implements DetectionDecoder {
    private static final int[] STRIDES = {8, 16, 32};

    private final int width;
    private final int height;
    private final int classes;
    private final long rows;

    YoloxDecoder(int width, int height, int classes) {
        this.width = width;
        this.height = height;
        this.classes = classes;
        this.rows = rows(width, height);
    }

    /** How many boxes an input of this size has: the cells of the three grids. */
    static long rows(int width, int height) {
        long rows = 0;
        for (int stride : STRIDES) {
            rows += (long) Math.ceilDiv(width, stride) * Math.ceilDiv(height, stride);
        }
        return rows;
    }

    @Override
    public void decode(List<RawOutput> outputs, float minScore, Candidates into) {
        FloatBuffer values =
                OutputShape.require(outputs, "YOLOX", rows, 5L + classes).values();
        int at = 0;
        for (int stride : STRIDES) {
            for (int row = 0; row < Math.ceilDiv(height, stride); row++) {
                for (int column = 0; column < Math.ceilDiv(width, stride); column++) {
                    float objectness = values.get(at + 4);
                    if (objectness >= minScore) {
                        decodeCell(values, at, row, column, stride, objectness, minScore, into);
                    }
                    at += 5 + classes;
                }
            }
        }
    }

    private void decodeCell(
            FloatBuffer values,
            int at,
            int row,
            int column,
            int stride,
            float objectness,
            float minScore,
            Candidates into) {
        for (int c = 0; c < classes; c++) {
            float score = objectness * values.get(at + 5 + c);
            if (score >= minScore) {
                float cx = (values.get(at) + column) * stride;
                float cy = (values.get(at + 1) + row) * stride;
                float halfWidth = (float) Math.exp(values.get(at + 2)) * stride / 2;
                float halfHeight = (float) Math.exp(values.get(at + 3)) * stride / 2;
                into.add(c, score, cx - halfWidth, cy - halfHeight, cx + halfWidth, cy + halfHeight);
            }
        }
    }
}
