package dev.visor.contracts.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Whose figures a relative gate compares with. */
public enum Against {
    /** The uploaded file. */
    BASELINE,
    /** What the policy's target serves when the verdict is given; a target without champion has nothing to lose. */
    CHAMPION;

    /** The lower-case word. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the word. */
    @JsonCreator
    public static Against parse(String word) {
        return Arrays.stream(values())
                .filter(a -> a.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'%s' is not one of baseline, champion".formatted(word)));
    }
}
