package dev.visor.evaluation.gate;

import dev.visor.contracts.policy.Metric;
import java.util.List;
import java.util.Map;

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

    /**
     * Labelled boxes of each class that a figure rests on, in order of the classes: those of the slice, of the sizes that
     * {@code ap-small} is of, of the pictures that were corrupted, of the second dataset with its own classes. Of a scope of
     * one class that one alone.
     */
    Map<String, Integer> labels(Metric metric, Scope scope);

    /** All of them. */
    default int instances(Metric metric, Scope scope) {
        return labels(metric, scope).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Judged classes in the dataset's order. */
    List<String> classes();

    /** All slices, {@code dimension=value}, sorted. */
    List<String> slices();

    /** Those of dimensions with few values, which a person can read; gates may ask for the others too. */
    List<String> listedSlices();

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
