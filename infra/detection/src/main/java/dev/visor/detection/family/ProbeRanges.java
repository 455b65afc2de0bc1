package dev.visor.detection.family;

import dev.visor.contracts.model.DetectorFamily;
import dev.visor.detection.decoder.RawOutput;
import org.jspecify.annotations.Nullable;

/** What the values of a probe run say against a candidate. */
final class ProbeRanges {
    private ProbeRanges() {}

    /** Why the candidate can't be right, or null if the values don't speak against it. */
    static @Nullable String objection(Candidate candidate, RawOutput output) {
        DetectorFamily family = candidate.family();
        long[] shape = output.shape();
        if (family == null || shape.length != 3) {
            return null;
        }
        return switch (family) {
            case YOLOX -> yolox(output, (int) shape[1], (int) shape[2]);
            case YOLOV8 -> decoded(output, 1, (int) shape[2], (int) shape[2], (int) shape[1]);
            case YOLOV5, END2END, NANODET, DETR -> null;
            case VISOR -> decoded(output, (int) shape[2], 1, (int) shape[1], (int) shape[2]);
        };
    }

    private static @Nullable String yolox(RawOutput output, int rows, int columns) {
        boolean objectnessIsOne = true;
        float largestOffset = 0;
        boolean probabilities = true;
        for (int row = 0; row < rows; row++) {
            int at = row * columns;
            objectnessIsOne &= output.values().get(at + 4) == 1f;
            largestOffset = Math.max(
                    largestOffset,
                    Math.max(
                            Math.abs(output.values().get(at)),
                            Math.abs(output.values().get(at + 1))));
            for (int c = 4; c < columns; c++) {
                float value = output.values().get(at + c);
                probabilities &= value >= 0 && value <= 1.001f;
            }
        }
        if (!probabilities) {
            return "objectness and classes leave 0 to 1 in a probe run";
        }
        if (objectnessIsOne) {
            return "objectness is 1 everywhere in a probe run, as YOLOv6 writes it";
        }
        return largestOffset > 100
                ? "centres reach %.0f in a probe run, so boxes are decoded already; export without --decode_in_inference"
                        .formatted(largestOffset)
                : null;
    }

    /** Features 0 to 3 are a box in pixels, the others probabilities. */
    private static @Nullable String decoded(RawOutput output, int boxStep, int featureStep, int boxes, int features) {
        float largest = 0;
        boolean probabilities = true;
        for (int box = 0; box < boxes; box++) {
            for (int feature = 0; feature < features; feature++) {
                float value = output.values().get(box * boxStep + feature * featureStep);
                if (feature < 4) {
                    largest = Math.max(largest, Math.abs(value));
                } else {
                    probabilities &= value >= 0 && value <= 1.001f;
                }
            }
        }
        if (!probabilities) {
            return "class scores leave 0 to 1 in a probe run: logits, or another layout";
        }
        return largest <= 1.5f ? "boxes stay below 1.5 in a probe run, so they are not in pixels" : null;
    }
}
