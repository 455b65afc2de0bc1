package dev.visor.evaluation.figure;

import dev.visor.contracts.policy.Metric;
import dev.visor.evaluation.gate.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a report.
 *
 * @param metric which
 * @param className of one class, or null for all
 * @param slice of one slice, or null for all pictures
 * @param value in the metric's unit; −1 where there is nothing to measure
 * @param instances labelled boxes it rests on
 */
public record FigureRow(
        Metric metric, @Nullable String className, @Nullable String slice, double value, int instances) {
    /** What is told of every slice; the rest is computed when a gate asks for it. */
    private static final Set<Metric> OF_SLICES =
            EnumSet.of(Metric.AP, Metric.AP50, Metric.PRECISION, Metric.RECALL, Metric.MISSED, Metric.FALSE_ALARMS);

    /** All of a report: every accuracy metric of the whole and of each class, the main ones of each listed slice. */
    public static List<FigureRow> all(ObservedFigures figures) {
        List<FigureRow> rows = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (metric.unit() == Metric.Unit.MILLIS || metric.unit() == Metric.Unit.BYTES) {
                continue;
            }
            add(rows, figures, metric, Scope.WHOLE);
            if (metric.isPerClass()) {
                figures.classes().forEach(c -> add(rows, figures, metric, Scope.of(c)));
            }
            if (OF_SLICES.contains(metric)) {
                figures.listedSlices().forEach(slice -> add(rows, figures, metric, new Scope(null, slice)));
            }
        }
        return rows;
    }

    private static void add(List<FigureRow> rows, ObservedFigures figures, Metric metric, Scope scope) {
        double value = figures.value(metric, scope);
        if (!Double.isNaN(value)) {
            rows.add(new FigureRow(metric, scope.className(), scope.slice(), value, figures.instances(metric, scope)));
        }
    }
}
