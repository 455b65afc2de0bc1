package dev.visor.evaluation.run;

import dev.visor.contracts.policy.Metric;
import dev.visor.evaluation.gate.Bounds;
import dev.visor.evaluation.gate.ClassFigures;
import dev.visor.evaluation.gate.Figures;
import dev.visor.evaluation.gate.Scope;
import java.util.List;

/** The figures that stand in the database. */
record RecordedFigures(Evaluations.Summary summary) implements Figures {
    @Override
    public double value(Metric metric, Scope scope) {
        if (scope.slice() != null) {
            return Double.NaN;
        }
        if (scope.className() != null) {
            return classFigure(metric, scope.className());
        }
        return switch (metric) {
            case AP -> summary.metrics().ap();
            case AP50 -> summary.metrics().ap50();
            case AP75 -> summary.metrics().ap75();
            case AR100 -> summary.metrics().ar100();
            case LATENCY_P50 -> summary.metrics().latencyP50Millis();
            case LATENCY_P95 -> summary.metrics().latencyP95Millis();
            case PEAK_MEMORY -> summary.metrics().peakMemoryBytes();
            case SIZE -> summary.metrics().sizeBytes();
            default -> Double.NaN;
        };
    }

    private double classFigure(Metric metric, String className) {
        return summary.classes().stream()
                .filter(c -> c.className().equals(className))
                .mapToDouble(c -> switch (metric) {
                    case AP -> c.ap();
                    case AP50 -> c.ap50();
                    case AP75 -> c.ap75();
                    case AR100 -> c.ar100();
                    default -> Double.NaN;
                })
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public int instances(Scope scope) {
        return summary.classes().stream()
                .filter(c -> scope.className() == null || c.className().equals(scope.className()))
                .mapToInt(ClassFigures::instances)
                .sum();
    }

    @Override
    public List<String> classes() {
        return summary.classes().stream().map(ClassFigures::className).toList();
    }

    @Override
    public List<String> slices() {
        return List.of();
    }

    @Override
    public int latencyRounds() {
        return summary.latencyRounds();
    }

    @Override
    public double latencyRatio() {
        return summary.metrics().latencyRatio();
    }

    @Override
    public Bounds bounds(Metric metric, Scope scope, double confidence) {
        double value = value(metric, scope);
        return new Bounds(value, value, summary.images());
    }

    @Override
    public Bounds loss(Metric metric, Scope scope, Figures reference, double confidence) {
        double loss = reference.value(metric, scope) - value(metric, scope);
        return new Bounds(loss, loss, summary.images());
    }
}
