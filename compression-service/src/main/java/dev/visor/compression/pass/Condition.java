package dev.visor.compression.pass;

import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** What a step of a recipe may be held to; each is a greatest value, measured against the step before. */
public enum Condition {
    /** AP points lost on the search's pictures: 100 times the difference of AP from 0 to 1. */
    MAX_DROP("maxDrop", 0, 100, StepFigures::drop, points -> lost(points, "AP")),
    /** The same of AP at an overlap of 0.50. */
    MAX_DROP_50("maxDrop50", 0, 100, StepFigures::drop50, points -> lost(points, "AP50")),
    /** Processor time of a run as a share of that before, runs taking turns; below 1 is faster. */
    FASTER("faster", 0.01, 2, StepFigures::time, share -> words("takes %.2f of the time", share)),
    /** Bytes of the download as a share of those before; below 1 is smaller. */
    SMALLER("smaller", 0.01, 2, StepFigures::downloadRatio, share -> words("has %.2f of the download", share));

    private final String word;
    private final double min;
    private final double max;
    private final ToDoubleFunction<StepFigures> measured;
    private final DoubleFunction<String> says;

    Condition(
            String word, double min, double max, ToDoubleFunction<StepFigures> measured, DoubleFunction<String> says) {
        this.word = word;
        this.min = min;
        this.max = max;
        this.measured = measured;
        this.says = says;
    }

    /** What recipes call it. */
    public String word() {
        return word;
    }

    /** Whether labelled pictures are needed to know. */
    boolean asksAccuracy() {
        return this == MAX_DROP || this == MAX_DROP_50;
    }

    /** Whether a bench is needed to know. */
    boolean asksBench() {
        return this != SMALLER;
    }

    double checked(double limit) {
        return Options.inRange(word, limit, min, max);
    }

    /** NaN if it wasn't measured. */
    double measured(StepFigures figures) {
        return measured.applyAsDouble(figures);
    }

    /** A measured value for people. */
    String says(double value) {
        return says.apply(value);
    }

    /** Why a value is too great, for people. */
    String refuses(double value, double limit) {
        return Double.isNaN(value)
                ? "what '%s' limits could not be measured".formatted(word)
                : words("%s, at most %.2f allowed", says(value), limit);
    }

    private static String lost(double points, String metric) {
        return points < 0
                ? words("gains %.2f %s points", -points, metric)
                : words("loses %.2f %s points", points, metric);
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
