package dev.visor.evaluation.gate;

import dev.visor.contracts.policy.Metric;
import java.util.List;

/**
 * What is known of a model that a gate may ask for. Figures are computed when they are asked for; the same question has
 * the same answer.
 */
public interface Figures {
    /**
     * A figure in its metric's unit; −1 where there is nothing to measure (no labels), NaN where it was not measured.
     *
     * @param scope a class and a slice that there are
     */
    double value(Metric metric, Scope scope);

    /** Labelled boxes that accuracy there rests on. */
    int instances(Scope scope);

    /** Judged classes in the dataset's order. */
    List<String> classes();

    /** All slices, {@code dimension=value}, sorted. */
    List<String> slices();

    /** Interleaved rounds that the latency is the median of. */
    int latencyRounds();

    /** Median latency divided by the baseline's, measured interleaved; NaN if it was not. */
    double latencyRatio();

    /** Where the figure lies with a one-sided confidence; for metrics that have an interval. */
    Bounds bounds(Metric metric, Scope scope, double confidence);

    /**
     * Where the loss against another model on the same pictures lies: how much worse this one is, whatever is better.
     * Exactly 0 for a model against itself.
     */
    Bounds loss(Metric metric, Scope scope, Figures reference, double confidence);
}
