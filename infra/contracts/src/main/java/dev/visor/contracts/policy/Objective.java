package dev.visor.contracts.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Which of the variants that pass every gate is promoted. */
public enum Objective {
    /** Least median latency ratio. */
    FASTEST,
    /** Least file size. */
    SMALLEST,
    /** Greatest AP. */
    MOST_ACCURATE;

    /** The word in a policy, with hyphens. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the word. */
    @JsonCreator
    public static Objective parse(String word) {
        return Arrays.stream(values())
                .filter(o -> o.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "objective '%s' is not one of fastest, smallest, most-accurate".formatted(word)));
    }
}
