package dev.visor.compression.pass.factor;

import dev.visor.compression.pass.PassResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was replaced, what stayed and why. */
final class FactorTally {
    private static final int MOST_LAYERS = 80;
    private static final int MOST_NAMES = 4;

    private final List<String> replaced = new ArrayList<>();
    private final List<String> slow = new ArrayList<>();
    private final Map<String, List<String>> others = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private double macsBefore;
    private double macsAfter;
    private double microsBefore;
    private double microsAfter;
    private double errors;

    void note(String note) {
        notes.add(note);
    }

    /**
     * A layer that was replaced.
     *
     * @param error that it adds, relative
     */
    void replaced(LayerCost cost, Factors factors, double error) {
        macsBefore += cost.macs();
        macsAfter += cost.macs(factors);
        errors += error;
        if (cost.measured()) {
            microsBefore += cost.micros();
            microsAfter += cost.micros(factors);
        }
        replaced.add(cost.layer().output() + " " + words(cost, factors, error));
    }

    /** A layer that stayed since what would replace it isn't faster. */
    void slow(LayerCost cost, Factors factors, double error) {
        slow.add(cost.layer().output() + " " + words(cost, factors, error));
    }

    /**
     * A layer that stayed for another reason.
     *
     * @param reason in words that follow {@code n layers stay:}
     */
    void stayed(LayerCost cost, String reason) {
        others.computeIfAbsent(reason, r -> new ArrayList<>()).add(cost.layer().output());
    }

    private static String words(LayerCost cost, Factors factors, double error) {
        String time = cost.measured()
                ? String.format(Locale.ROOT, ", %.0f → %.0f µs", cost.micros(), cost.micros(factors))
                : "";
        return String.format(
                Locale.ROOT,
                "%s, error %.3f, MACs %.0f %%%s",
                factors.rank(),
                error,
                100 * cost.macs(factors) / cost.macs(),
                time);
    }

    int changes() {
        return replaced.size();
    }

    /** How many multiply-accumulates are saved. */
    double saved() {
        return macsBefore - macsAfter;
    }

    /**
     * The pass's result.
     *
     * @param all multiply-accumulates of the model before
     */
    PassResult result(double all) {
        List<String> words = new ArrayList<>();
        if (!replaced.isEmpty()) {
            words.add("replaced: " + listed(replaced));
        }
        if (!slow.isEmpty()) {
            words.add("not faster: " + listed(slow));
        }
        others.forEach((reason, layers) -> words.add("%d layers stay: %s (%s%s)"
                .formatted(
                        layers.size(),
                        reason,
                        String.join(", ", layers.subList(0, Math.min(MOST_NAMES, layers.size()))),
                        layers.size() > MOST_NAMES ? ", …" : "")));
        words.addAll(notes);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("replacedLayers", (double) replaced.size());
        figures.put("macsShare", all == 0 ? 1 : 1 - saved() / all);
        if (!replaced.isEmpty()) {
            figures.put("meanAddedError", errors / replaced.size());
        }
        if (microsBefore > 0) {
            figures.put("layerMicrosBefore", microsBefore);
            figures.put("layerMicrosAfter", microsAfter);
        }
        return new PassResult(replaced.size(), figures, words);
    }

    private static String listed(List<String> layers) {
        String first = String.join("; ", layers.subList(0, Math.min(MOST_LAYERS, layers.size())));
        return layers.size() <= MOST_LAYERS ? first : first + "; and %d more".formatted(layers.size() - MOST_LAYERS);
    }
}
