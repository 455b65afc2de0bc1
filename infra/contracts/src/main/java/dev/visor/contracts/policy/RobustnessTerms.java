package dev.visor.contracts.policy;

import java.util.List;
import java.util.TreeSet;

/**
 * Which corrupted pictures a variant is also looked at on.
 *
 * @param corruptions words of corruptions; empty for all
 * @param severities 1 to 5; empty for all
 * @param pictures the first so many pictures of the judged split are corrupted, 1 to 100,000
 */
public record RobustnessTerms(List<String> corruptions, List<Integer> severities, int pictures) {
    /** What pictures can be corrupted by. */
    public static final List<String> CORRUPTIONS = List.of(
            "night",
            "rain",
            "fog",
            "snow",
            "motion-blur",
            "defocus",
            "noise",
            "jpeg",
            "brightness",
            "contrast",
            "low-resolution");

    /** Enough to see a corruption that hurts; the judged split often has a few hundred. */
    public static final int DEFAULT_PICTURES = 100;

    public RobustnessTerms {
        corruptions = List.copyOf(new TreeSet<>(corruptions));
        for (String word : corruptions) {
            if (!CORRUPTIONS.contains(word)) {
                throw new IllegalArgumentException("corruption '%s' is not one of %s".formatted(word, CORRUPTIONS));
            }
        }
        severities = List.copyOf(new TreeSet<>(severities));
        if (severities.stream().anyMatch(s -> s < 1 || s > 5)) {
            throw new IllegalArgumentException("severities are 1 to 5, were " + severities);
        }
        if (pictures < 1 || pictures > 100_000) {
            throw new IllegalArgumentException("robustness.pictures must be 1 to 100000, was " + pictures);
        }
    }

    /** The corruptions that are meant, in the order of {@link #CORRUPTIONS}. */
    public List<String> corruptionsMeant() {
        return CORRUPTIONS.stream()
                .filter(word -> corruptions.isEmpty() || corruptions.contains(word))
                .toList();
    }

    /** The severities that are meant, rising. */
    public List<Integer> severitiesMeant() {
        return severities.isEmpty() ? List.of(1, 2, 3, 4, 5) : severities;
    }

    /** All corruptions at all severities. */
    public static RobustnessTerms all() {
        return new RobustnessTerms(List.of(), List.of(), DEFAULT_PICTURES);
    }
}
