package dev.visor.contracts.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a picture may be used for. Code never mixes them. */
public enum Split {
    TRAIN,
    CALIB,
    VAL,
    PROMOTION,
    TEST;

    /** The lower-case word, as a folder is called. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a model may be changed by its pictures; of all others it may only be asked. */
    public boolean isLearning() {
        return this == TRAIN || this == CALIB;
    }

    /** Reads the lower-case word; {@code valid} is read as {@code val}. */
    @JsonCreator
    public static Split parse(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "train" -> TRAIN;
            case "calib", "calibration" -> CALIB;
            case "val", "valid", "validation" -> VAL;
            case "promotion" -> PROMOTION;
            case "test" -> TEST;
            default ->
                throw new IllegalArgumentException(
                        "split '%s' is not one of train, calib, val, promotion, test".formatted(word));
        };
    }
}
