package dev.visor.samples.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A detected head in the pixels of its picture. */
record Detection(Box box, int category, double score) {
    /**
     * Reads a model's {@code detections} of one picture: rows of cx, cy, w, h in input pixels and class probabilities. A
     * head has one status, so of overlapping boxes only the best stays, whatever its class.
     *
     * @param rows {@code [cells, 4 + classes]}, row-major
     * @param scoreAtLeast lower ones are dropped
     * @param iouAtMost a box that overlaps a better one by more is dropped
     */
    public static List<Detection> decode(float[] rows, Letterbox letterbox, double scoreAtLeast, double iouAtMost) {
        int width = 4 + HelmetNet.CLASSES;
        List<Detection> found = new ArrayList<>();
        for (int at = 0; at < rows.length; at += width) {
            int category = 0;
            for (int c = 1; c < HelmetNet.CLASSES; c++) {
                if (rows[at + 4 + c] > rows[at + 4 + category]) {
                    category = c;
                }
            }
            double score = rows[at + 4 + category];
            if (score >= scoreAtLeast) {
                Box box = Box.ofMiddle(rows[at], rows[at + 1], rows[at + 2], rows[at + 3]);
                found.add(new Detection(letterbox.toPicture(box), category, score));
            }
        }
        found.sort(Comparator.comparingDouble(Detection::score).reversed());
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate : found) {
            if (kept.stream().noneMatch(better -> better.box.iou(candidate.box) > iouAtMost)) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
