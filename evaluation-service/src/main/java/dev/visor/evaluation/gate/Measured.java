package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.policy.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one variant.
 *
 * @param metrics figures of the whole
 * @param classes every judged class, in the dataset's order
 * @param latencyRounds interleaved rounds that the latency ratio is the median of
 */
public record Measured(Metrics metrics, List<ClassFigures> classes, int latencyRounds) {
    public Measured {
        classes = List.copyOf(classes);
    }

    /** A metric of the whole, or of one class; empty if that class isn't judged. */
    Optional<Double> value(Metric metric, @Nullable String className) {
        if (className == null) {
            return Optional.of(
                    switch (metric) {
                        case AP -> metrics.ap();
                        case AP50 -> metrics.ap50();
                        case AP75 -> metrics.ap75();
                        case AR100 -> metrics.ar100();
                    });
        }
        return find(className).map(c -> switch (metric) {
            case AP -> c.ap();
            case AP50 -> c.ap50();
            case AP75 -> c.ap75();
            case AR100 -> c.ar100();
        });
    }

    /** Labelled boxes that a metric of the whole, or of one class, rests on. */
    int instances(@Nullable String className) {
        return className == null
                ? classes.stream().mapToInt(ClassFigures::instances).sum()
                : find(className).map(ClassFigures::instances).orElse(0);
    }

    /** Judged classes that have no labelled box. */
    List<String> unlabelled() {
        return classes.stream()
                .filter(c -> c.instances() == 0)
                .map(ClassFigures::className)
                .toList();
    }

    /** The judged classes, for people. */
    String classNames() {
        return classes.stream().map(ClassFigures::className).collect(Collectors.joining(", "));
    }

    private Optional<ClassFigures> find(String className) {
        return classes.stream().filter(c -> c.className().equals(className)).findFirst();
    }
}
