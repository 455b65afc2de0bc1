package dev.visor.compression.pass;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a step of a recipe is kept: all its conditions must be met, otherwise the graph stays as it was before the step.
 *
 * @param limits greatest value by condition, at least one
 */
public record Acceptance(Map<Condition, Double> limits) {
    /** What recipes call the conditions. */
    public static final List<String> WORDS =
            Arrays.stream(Condition.values()).map(Condition::word).toList();

    public Acceptance {
        if (limits.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one condition of %s".formatted(WORDS));
        }
        limits = Map.copyOf(limits);
        limits.forEach(Condition::checked);
    }

    /**
     * From words, as recipes have them.
     *
     * @throws IllegalArgumentException for an unknown word or a limit out of range
     */
    public static Acceptance of(Map<String, Double> limits) {
        Map<Condition, Double> known = new EnumMap<>(Condition.class);
        limits.forEach((word, limit) -> known.put(condition(word), limit));
        return new Acceptance(known);
    }

    /** Limits by word, sorted. */
    public Map<String, Double> words() {
        Map<String, Double> words = new TreeMap<>();
        limits.forEach((condition, limit) -> words.put(condition.word(), limit));
        return words;
    }

    /** Whether labelled pictures must be looked at. */
    boolean asksAccuracy() {
        return limits.keySet().stream().anyMatch(Condition::asksAccuracy);
    }

    /** Conditions that nothing but a bench can tell, for people; empty if there are none. */
    List<String> askOfBench() {
        return limits.keySet().stream()
                .filter(Condition::asksBench)
                .map(Condition::word)
                .sorted()
                .toList();
    }

    private static Condition condition(String word) {
        return Arrays.stream(Condition.values())
                .filter(c -> c.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no condition '%s'; there are %s".formatted(word, WORDS)));
    }
}
