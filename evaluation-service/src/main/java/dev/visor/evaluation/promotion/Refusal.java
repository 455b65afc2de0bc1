package dev.visor.evaluation.promotion;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.gate.Verdicts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why none of an upload's variants may be promoted: the nearest one and what it lacks.
 *
 * @param outcome INCONCLUSIVE if more data could tell of any variant, else FAIL if any broke a promise, else ERROR
 * @param reason in words, with figures
 */
record Refusal(Outcome outcome, String reason) {
    /** A verdict on a variant that was made. */
    record Judged(VariantId variant, Verdict verdict) {}

    /** A variant for which there is no verdict, and why. */
    record Missing(VariantId variant, String reason) {}

    /** Of the variants of an upload, none of which passes. */
    static Refusal of(String policy, List<Judged> judged, List<Missing> missing) {
        if (judged.isEmpty()) {
            return new Refusal(
                    Outcome.ERROR,
                    "no variant could be made: "
                            + missing.stream()
                                    .map(m -> m.variant() + ": " + m.reason())
                                    .collect(Collectors.joining("; ")));
        }
        return new Refusal(outcome(judged), reason(policy, judged, missing));
    }

    private static Outcome outcome(List<Judged> judged) {
        if (judged.stream().anyMatch(j -> j.verdict().outcome() == Outcome.INCONCLUSIVE)) {
            return Outcome.INCONCLUSIVE;
        }
        return judged.stream().anyMatch(j -> j.verdict().outcome() == Outcome.FAIL) ? Outcome.FAIL : Outcome.ERROR;
    }

    private static String reason(String policy, List<Judged> judged, List<Missing> missing) {
        Optional<Judged> deadBaseline = judged.stream()
                .filter(j -> j.variant().isBaseline() && isDead(j.verdict()))
                .findFirst();
        if (deadBaseline.isPresent()) {
            return "the uploaded model itself is dead, so nothing made of it is promoted: "
                    + lacking(deadBaseline.get().verdict());
        }
        Judged nearest = judged.stream()
                .min(Comparator.<Judged>comparingLong(j -> openGates(j.verdict()))
                        .thenComparingDouble(j -> distance(j.verdict()))
                        .thenComparing(j -> j.variant().recipe()))
                .orElseThrow();
        String others = judged.size() + missing.size() == 1
                ? ""
                : " (nearest of %d variants)".formatted(judged.size() + missing.size());
        return "no variant keeps policy '%s'. %s%s: %s"
                .formatted(policy, nearest.variant(), others, lacking(nearest.verdict()));
    }

    private static boolean isDead(Verdict verdict) {
        return verdict.gates().stream().anyMatch(g -> g.name().equals(Verdicts.TRIPWIRE));
    }

    private static String lacking(Verdict verdict) {
        return verdict.gates().stream()
                .filter(g -> g.outcome() != Outcome.PASS)
                .map(g -> "%s %s: %s".formatted(g.name(), g.outcome(), g.reason()))
                .collect(Collectors.joining("; "));
    }

    /** Gates that don't pass; what was not measured at all is farther than anything that was. */
    private static long openGates(Verdict verdict) {
        long open = verdict.gates().stream()
                .filter(g -> g.outcome() != Outcome.PASS)
                .count();
        boolean unmeasured = verdict.gates().stream()
                .anyMatch(g -> g.name().equals(Verdicts.TRIPWIRE) || g.name().equals(Verdicts.EVALUATION));
        return unmeasured ? 1_000_000 : open;
    }

    /** How far the open gates are from their limits, each relative to the limit. */
    private static double distance(Verdict verdict) {
        return verdict.gates().stream()
                .filter(g -> g.outcome() != Outcome.PASS)
                .mapToDouble(Refusal::distance)
                .sum();
    }

    private static double distance(GateResult gate) {
        Double value = gate.value();
        Double limit = gate.limit();
        return value == null || limit == null ? 1000 : Math.abs(value - limit) / Math.max(Math.abs(limit), 1e-9);
    }
}
