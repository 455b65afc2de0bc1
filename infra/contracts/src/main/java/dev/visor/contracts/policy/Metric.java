package dev.visor.contracts.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Figures that a gate may ask for. Accuracy is of the judged classes on the judged split; what each one means, with its
 * source, stands in {@code infra/docs/metrics.md}.
 */
public enum Metric {
    /** COCO AP over IoU 0.50:0.05:0.95. */
    AP(Unit.FRACTION, Better.GREATER, Scope.CLASSES, true),
    /** COCO AP at IoU 0.50. */
    AP50(Unit.FRACTION, Better.GREATER, Scope.CLASSES, true),
    /** COCO AP at IoU 0.75. */
    AP75(Unit.FRACTION, Better.GREATER, Scope.CLASSES, true),
    /** COCO AP of labels of at most 32² square pixels. */
    AP_SMALL(Unit.FRACTION, Better.GREATER, Scope.CLASSES, true),
    /** COCO AP of labels of 32² to 96² square pixels. */
    AP_MEDIUM(Unit.FRACTION, Better.GREATER, Scope.CLASSES, true),
    /** COCO AP of labels of at least 96² square pixels. */
    AP_LARGE(Unit.FRACTION, Better.GREATER, Scope.CLASSES, true),
    /** COCO AR with one detection of a class in a picture. */
    AR1(Unit.FRACTION, Better.GREATER, Scope.SLICES, false),
    /** COCO AR with at most 10 detections of a class in a picture. */
    AR10(Unit.FRACTION, Better.GREATER, Scope.SLICES, false),
    /** COCO AR with at most 100 detections of a class in a picture. */
    AR100(Unit.FRACTION, Better.GREATER, Scope.CLASSES, true),
    /** Pascal VOC AP at IoU 0.5, area under the curve (2010 and later). */
    VOC_AP(Unit.FRACTION, Better.GREATER, Scope.CLASSES, false),
    /** Pascal VOC AP at IoU 0.5 from eleven points (2007). */
    VOC07_AP(Unit.FRACTION, Better.GREATER, Scope.CLASSES, false),
    /** AP as newer Ultralytics versions compute it. */
    ULTRALYTICS_AP(Unit.FRACTION, Better.GREATER, Scope.CLASSES, false),
    /** AP50 as newer Ultralytics versions compute it. */
    ULTRALYTICS_AP50(Unit.FRACTION, Better.GREATER, Scope.CLASSES, false),
    /** AP as older Ultralytics versions compute it. */
    ULTRALYTICS_LEGACY_AP(Unit.FRACTION, Better.GREATER, Scope.CLASSES, false),
    /** AP50 as older Ultralytics versions compute it. */
    ULTRALYTICS_LEGACY_AP50(Unit.FRACTION, Better.GREATER, Scope.CLASSES, false),
    /** Right detections of all that are reported at the fitted thresholds, IoU 0.5. */
    PRECISION(Unit.FRACTION, Better.GREATER, Scope.CLASSES, true),
    /** Labels found at the fitted thresholds, IoU 0.5. */
    RECALL(Unit.FRACTION, Better.GREATER, Scope.CLASSES, true),
    /** Harmonic mean of both at the fitted thresholds; the mean of the classes. */
    F1(Unit.FRACTION, Better.GREATER, Scope.CLASSES, false),
    /** Greatest recall at a precision of at least 0.9, IoU 0.5. */
    RECALL_AT_PRECISION_90(Unit.FRACTION, Better.GREATER, Scope.CLASSES, false),
    /** Labels missed a picture at the fitted thresholds. */
    MISSED(Unit.PER_PICTURE, Better.LESS, Scope.CLASSES, true),
    /** Detections without a label a picture at the fitted thresholds. */
    FALSE_ALARMS(Unit.PER_PICTURE, Better.LESS, Scope.CLASSES, true),
    /** Expected calibration error of detections' scores, 25 bins. */
    D_ECE(Unit.FRACTION, Better.LESS, Scope.CLASSES, false),
    /** Optimal localisation-recall-precision error. */
    OLRP(Unit.FRACTION, Better.LESS, Scope.CLASSES, false),
    /** AP50 that wrong classes cost (TIDE). */
    TIDE_CLS(Unit.FRACTION, Better.LESS, Scope.SLICES, false),
    /** AP50 that badly placed boxes cost (TIDE). */
    TIDE_LOC(Unit.FRACTION, Better.LESS, Scope.SLICES, false),
    /** AP50 that boxes both badly placed and of a wrong class cost (TIDE). */
    TIDE_BOTH(Unit.FRACTION, Better.LESS, Scope.SLICES, false),
    /** AP50 that duplicates cost (TIDE). */
    TIDE_DUPE(Unit.FRACTION, Better.LESS, Scope.SLICES, false),
    /** AP50 that detections on background cost (TIDE). */
    TIDE_BKG(Unit.FRACTION, Better.LESS, Scope.SLICES, false),
    /** AP50 that missed labels cost (TIDE). */
    TIDE_MISS(Unit.FRACTION, Better.LESS, Scope.SLICES, false),
    /** Objects on which it disagrees with the uploaded baseline at the thresholds of each. */
    FLIP_RATE(Unit.FRACTION, Better.LESS, Scope.SLICES, true),
    /** Mean AP over corruptions and severities. */
    MEAN_CORRUPTION_AP(Unit.FRACTION, Better.GREATER, Scope.WHOLE, false),
    /** Least mean AP of a corruption over its severities. */
    WORST_CORRUPTION_AP(Unit.FRACTION, Better.GREATER, Scope.WHOLE, false),
    /** Mean corruption AP divided by AP of the same pictures as they are. */
    RELATIVE_ROBUSTNESS(Unit.FRACTION, Better.GREATER, Scope.WHOLE, false),
    /** COCO AP on the policy's second dataset. */
    CROSS_DOMAIN_AP(Unit.FRACTION, Better.GREATER, Scope.WHOLE, false),
    /** COCO AP50 on the policy's second dataset. */
    CROSS_DOMAIN_AP50(Unit.FRACTION, Better.GREATER, Scope.WHOLE, false),
    /** Median time of an inference. */
    LATENCY_P50(Unit.MILLIS, Better.LESS, Scope.WHOLE, false),
    /** 95th percentile of it. */
    LATENCY_P95(Unit.MILLIS, Better.LESS, Scope.WHOLE, false),
    /** 99th percentile of it. */
    LATENCY_P99(Unit.MILLIS, Better.LESS, Scope.WHOLE, false),
    /** Peak resident memory of a process that only runs this model. */
    PEAK_MEMORY(Unit.BYTES, Better.LESS, Scope.WHOLE, false),
    /** Size of the file. */
    SIZE(Unit.BYTES, Better.LESS, Scope.WHOLE, false),
    /** Size of the file as a node downloads it, compressed by zstd. */
    DOWNLOAD(Unit.BYTES, Better.LESS, Scope.WHOLE, false);

    /** What a figure is counted in. */
    public enum Unit {
        /** 0 to 1. */
        FRACTION(""),
        /** A number of boxes for each picture, 0 and more. */
        PER_PICTURE(" a picture"),
        /** Milliseconds. */
        MILLIS(" ms"),
        /** Bytes. */
        BYTES(" bytes");

        private final String suffix;

        Unit(String suffix) {
            this.suffix = suffix;
        }

        /** Stands behind a figure in a sentence. */
        public String suffix() {
            return suffix;
        }
    }

    private enum Better {
        GREATER,
        LESS
    }

    /** Whose figures there are. */
    private enum Scope {
        WHOLE,
        SLICES,
        CLASSES
    }

    private final Unit unit;
    private final Better better;
    private final Scope scope;
    private final boolean resampled;

    Metric(Unit unit, Better better, Scope scope, boolean resampled) {
        this.unit = unit;
        this.better = better;
        this.scope = scope;
        this.resampled = resampled;
    }

    /** What it is counted in. */
    public Unit unit() {
        return unit;
    }

    /** Whether it is time or bytes, which what was labelled has no part in. */
    public boolean isCost() {
        return unit == Unit.MILLIS || unit == Unit.BYTES;
    }

    /** Whether more of it is better. */
    public boolean greaterIsBetter() {
        return better == Better.GREATER;
    }

    /** Whether there is one for each class. */
    public boolean isPerClass() {
        return scope == Scope.CLASSES;
    }

    /** Whether there is one for each slice of the pictures. */
    public boolean isPerSlice() {
        return scope != Scope.WHOLE;
    }

    /** Whether pictures are resampled for an interval of it. */
    public boolean hasInterval() {
        return resampled;
    }

    /** Whether it needs the policy's corrupted pictures. */
    public boolean needsCorruptions() {
        return this == MEAN_CORRUPTION_AP || this == WORST_CORRUPTION_AP || this == RELATIVE_ROBUSTNESS;
    }

    /** Whether it needs the policy's second dataset. */
    public boolean needsSecondDataset() {
        return this == CROSS_DOMAIN_AP || this == CROSS_DOMAIN_AP50;
    }

    /** The lower-case word, with hyphens. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the word. */
    @JsonCreator
    public static Metric parse(String word) {
        return Arrays.stream(values())
                .filter(m -> m.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("metric '%s' is not one of %s".formatted(word, words())));
    }

    /** All words, for people. */
    public static String words() {
        return Arrays.stream(values()).map(Metric::word).collect(Collectors.joining(", "));
    }
}
