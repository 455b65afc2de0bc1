package dev.visor.contracts.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Accuracy figures a gate may ask for, each from 0 to 1. */
public enum Metric {
    /** COCO AP over IoU 0.50:0.05:0.95. */
    AP,
    /** COCO AP at IoU 0.50. */
    AP50,
    /** COCO AP at IoU 0.75. */
    AP75,
    /** COCO AR with at most 100 detections a picture. */
    AR100;

    /** The lower-case word. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the lower-case word. */
    @JsonCreator
    public static Metric parse(String word) {
        return Arrays.stream(values())
                .filter(m -> m.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "metric '%s' is not one of ap, ap50, ap75, ar100".formatted(word)));
    }
}
