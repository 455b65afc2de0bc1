package dev.visor.evaluation.robustness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of a detector's accuracy is left under corruptions, as Michaelis et al. 2019 (arXiv 1907.07484) define it.
 * Accuracy is 0 to 1, or −1 where nothing is demanded (no labels): such looks count nowhere.
 *
 * @param cleanAp AP on the pictures as they are
 * @param meanAp mean corruption AP (mPC): mean over corruptions of their means over severities; −1 if there is none
 * @param relative relative robustness (rPC): {@code meanAp / cleanAp}; −1 if either is −1 or the clean AP is 0
 * @param worst the corruption with the lowest mean, of equal ones the first; null if there is none
 * @param corruptions each of them, in the order in which they were first looked at
 */
public record RobustnessSummary(
        double cleanAp,
        double meanAp,
        double relative,
        @Nullable String worst,
        List<UnderCorruption> corruptions) {
    /** What AP is where nothing is demanded. */
    private static final double NOTHING = -1;

    /**
     * One look.
     *
     * @param corruption its word
     * @param severity 1 to 5
     * @param ap 0 to 1, or −1
     */
    public record Look(String corruption, int severity, double ap) {}

    /**
     * AP under one corruption.
     *
     * @param corruption its word
     * @param meanAp mean over the severities that were looked at; −1 if there is none
     * @param relative {@code meanAp / cleanAp}; −1 if either is −1 or the clean AP is 0
     * @param severities each of them, ascending
     */
    public record UnderCorruption(String corruption, double meanAp, double relative, List<AtSeverity> severities) {
        public UnderCorruption {
            severities = List.copyOf(severities);
        }
    }

    /**
     * AP at one severity.
     *
     * @param severity 1 to 5
     * @param ap 0 to 1, or −1
     */
    public record AtSeverity(int severity, double ap) {}

    public RobustnessSummary {
        corruptions = List.copyOf(corruptions);
    }

    /**
     * Sums looks up.
     *
     * @param looks not more than one for each corruption and severity, in any order of severities
     * @throws IllegalArgumentException if there are two of the same
     */
    public static RobustnessSummary of(double cleanAp, List<Look> looks) {
        List<UnderCorruption> corruptions = new ArrayList<>();
        byCorruption(looks).forEach((word, severities) -> {
            double mean = mean(severities.stream().mapToDouble(AtSeverity::ap).toArray());
            corruptions.add(new UnderCorruption(word, mean, relative(mean, cleanAp), severities));
        });
        double mean =
                mean(corruptions.stream().mapToDouble(UnderCorruption::meanAp).toArray());
        String worst = corruptions.stream()
                .filter(c -> c.meanAp() > NOTHING)
                .min(Comparator.comparingDouble(UnderCorruption::meanAp))
                .map(UnderCorruption::corruption)
                .orElse(null);
        return new RobustnessSummary(cleanAp, mean, relative(mean, cleanAp), worst, corruptions);
    }

    private static Map<String, List<AtSeverity>> byCorruption(List<Look> looks) {
        Map<String, List<AtSeverity>> out = new LinkedHashMap<>();
        Set<Look> seen = new HashSet<>();
        for (Look look : looks) {
            if (!seen.add(new Look(look.corruption(), look.severity(), 0))) {
                throw new IllegalArgumentException(
                        "two looks at '%s' of severity %d; give one".formatted(look.corruption(), look.severity()));
            }
            out.computeIfAbsent(look.corruption(), word -> new ArrayList<>())
                    .add(new AtSeverity(look.severity(), look.ap()));
        }
        out.values().forEach(list -> list.sort(Comparator.comparingInt(AtSeverity::severity)));
        return out;
    }

    /** Of those that demand something, added in their order. */
    private static double mean(double[] values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (value > NOTHING) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? NOTHING : sum / count;
    }

    private static double relative(double ap, double cleanAp) {
        return ap < 0 || cleanAp <= 0 ? NOTHING : ap / cleanAp;
    }
}
