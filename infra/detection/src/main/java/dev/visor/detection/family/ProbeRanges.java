package dev.visor.detection.family;

import dev.visor.onnx.probe.FeatureRange;
import dev.visor.onnx.probe.ProbeReport;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a probe run (plain grey and noise, as pixels of 0 to 1 and of 0 to 255) say against a candidate whose
 * single output fits by its shape.
 */
final class ProbeRanges {
    /** Undecoded offsets stay within a few cells. */
    private static final double LARGEST_OFFSET = 100;

    private static final double NORMALISED = 1.5;
    private static final double ROUNDING = 1e-3;

    private final List<FeatureRange> features;
    private final int classes;
    private final int width;

    private ProbeRanges(List<FeatureRange> features, int classes, int width) {
        this.features = features;
        this.classes = classes;
        this.width = width;
    }

    /**
     * Why the candidate can't be right, or null if the values don't speak against it.
     *
     * @param classes how many are named; −1 if none
     * @param width of the input in pixels; −1 if open
     */
    static @Nullable String objection(Candidate candidate, ProbeReport.Output output, int classes, int width) {
        List<FeatureRange> features = output.features();
        if (features.size() < 5) {
            return null;
        }
        ProbeRanges ranges = new ProbeRanges(features, classes, width);
        return switch (candidate.name()) {
            case "YOLOX" -> ranges.undecoded();
            case "YOLOV5" -> ranges.withObjectness();
            case "YOLOV6" -> ranges.objectnessIsOne() ? null : "objectness is not 1 everywhere in a probe run";
            case "YOLOV8", "VISOR" -> ranges.decoded();
            case "END2END" -> ranges.finalBoxes();
            case "RT-DETR" -> ranges.normalised();
            default -> null;
        };
    }

    private @Nullable String undecoded() {
        if (!probabilities(4)) {
            return "objectness and classes leave 0 to 1 in a probe run";
        }
        if (objectnessIsOne()) {
            return "objectness is 1 everywhere in a probe run, as YOLOv6 writes it";
        }
        double offset = Math.max(largest(0), largest(1));
        return offset > LARGEST_OFFSET
                ? words(
                        "centres reach %.0f in a probe run: decoded already; export without --decode_in_inference",
                        offset)
                : null;
    }

    private @Nullable String withObjectness() {
        return objectnessIsOne() ? "objectness is 1 everywhere in a probe run, as YOLOv6 writes it" : decoded();
    }

    private @Nullable String decoded() {
        if (!probabilities(4)) {
            return "scores leave 0 to 1 in a probe run: logits, or another layout";
        }
        return inPixels();
    }

    /** Cells cover the whole picture, so some centre lies far from its corner. */
    private @Nullable String inPixels() {
        double reach = features.get(0).max();
        double least = width > 0 ? width / 4.0 : NORMALISED;
        return reach <= least
                ? words("centres reach only %.2f in a probe run, so they are not in pixels", reach)
                : null;
    }

    private @Nullable String finalBoxes() {
        FeatureRange index = features.get(5);
        if (!index.whole() || index.min() < -1) {
            return words("column 5 is no class index in a probe run: %.3f to %.3f", index.min(), index.max());
        }
        if (!probabilities(4, 5)) {
            return "scores leave 0 to 1 in a probe run";
        }
        if (classes >= 0 && index.max() >= classes) {
            return words("a probe run gives class %.0f, but %d classes are named", index.max(), classes);
        }
        double reach = Math.max(largest(2), largest(3));
        return reach <= NORMALISED ? words("boxes stay below %.2f in a probe run: not pixels", reach) : null;
    }

    private @Nullable String normalised() {
        double reach = Math.max(Math.max(largest(0), largest(1)), Math.max(largest(2), largest(3)));
        if (reach > NORMALISED) {
            return words("boxes reach %.0f in a probe run, normalised ones stay below 1", reach);
        }
        return probabilities(4) ? null : "scores leave 0 to 1 in a probe run";
    }

    private boolean objectnessIsOne() {
        return features.get(4).min() == 1 && features.get(4).max() == 1;
    }

    private boolean probabilities(int from) {
        return probabilities(from, features.size());
    }

    private boolean probabilities(int from, int to) {
        return features.subList(from, to).stream().allMatch(f -> f.min() >= 0 && f.max() <= 1 + ROUNDING);
    }

    private double largest(int feature) {
        return Math.max(
                Math.abs(features.get(feature).min()),
                Math.abs(features.get(feature).max()));
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
