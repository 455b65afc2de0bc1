package dev.visor.evaluation.figure;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.bootstrap.Interval;
import dev.visor.detection.bootstrap.Samples;
import dev.visor.evaluation.gate.Bounds;
import dev.visor.evaluation.gate.Figures;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.robustness.RobustnessSummary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Figures of a model from what it was observed to see and measured to cost. */
public final class ObservedFigures implements Figures {
    private final Exhibit exhibit;
    private final Map<Scope, PartFigures> parts = new ConcurrentHashMap<>();
    private final Intervals intervals;

    public ObservedFigures(Exhibit exhibit) {
        this.exhibit = exhibit;
        this.intervals = new Intervals(exhibit);
    }

    /** What they are computed from. */
    public Exhibit exhibit() {
        return exhibit;
    }

    /** COCO's figures of the whole. */
    public CocoSummary coco() {
        return part(Scope.WHOLE).coco();
    }

    @Override
    public double value(Metric metric, Scope scope) {
        CostFigures costs = exhibit.costs();
        return switch (metric) {
            case MEAN_CORRUPTION_AP -> robustness(RobustnessSummary::meanAp);
            case WORST_CORRUPTION_AP -> robustness(ObservedFigures::worstAp);
            case RELATIVE_ROBUSTNESS -> robustness(RobustnessSummary::relative);
            case CROSS_DOMAIN_AP -> secondDataset(CocoSummary::ap);
            case CROSS_DOMAIN_AP50 -> secondDataset(CocoSummary::ap50);
            case LATENCY_P50 -> costs.latencyP50Millis();
            case LATENCY_P95 -> costs.latencyP95Millis();
            case LATENCY_P99 -> costs.latencyP99Millis();
            case PEAK_MEMORY -> costs.peakMemoryBytes();
            case SIZE -> costs.sizeBytes();
            case DOWNLOAD -> costs.downloadBytes();
            default ->
                SizeRange.figure(metric, scope.slice())
                        .map(figure ->
                                figure.of(part(Scope.of(scope.className())).table()))
                        .orElseGet(() -> part(scope).value(metric));
        };
    }

    private double robustness(ToDoubleFunction<RobustnessSummary> figure) {
        return measured(exhibit.robustness(), figure);
    }

    private static double worstAp(RobustnessSummary summary) {
        return summary.corruptions().stream()
                .filter(c -> c.corruption().equals(summary.worst()))
                .mapToDouble(RobustnessSummary.UnderCorruption::meanAp)
                .findFirst()
                .orElse(-1);
    }

    private double secondDataset(ToDoubleFunction<CocoSummary> figure) {
        return measured(exhibit.secondDataset(), figure);
    }

    private static <T> double measured(@Nullable Elsewhere<T> elsewhere, ToDoubleFunction<T> figure) {
        return elsewhere == null ? Double.NaN : figure.applyAsDouble(elsewhere.summary());
    }

    PartFigures part(Scope scope) {
        return parts.computeIfAbsent(scope, s -> new PartFigures(exhibit, s));
    }

    @Override
    public Map<String, Integer> labels(Metric metric, Scope scope) {
        if (metric.needsCorruptions()) {
            return labels(exhibit.robustness());
        }
        return metric.needsSecondDataset()
                ? labels(exhibit.secondDataset())
                : part(scope).labels(SizeRange.of(metric));
    }

    private static Map<String, Integer> labels(@Nullable Elsewhere<?> elsewhere) {
        return elsewhere == null ? Map.of() : elsewhere.labels();
    }

    /** All labelled boxes of a part, of whatever size. */
    public int instances(Scope scope) {
        return part(scope).instances();
    }

    @Override
    public List<String> classes() {
        return exhibit.observations().classes();
    }

    @Override
    public List<String> slices() {
        return exhibit.slices().names();
    }

    @Override
    public List<String> listedSlices() {
        return exhibit.slices().listed();
    }

    @Override
    public int latencyRounds() {
        return exhibit.costs().latencyRounds();
    }

    @Override
    public double latencyRatio() {
        return exhibit.costs().latencyRatio();
    }

    @Override
    public Bounds bounds(Metric metric, Scope scope, double confidence) {
        return intervals.bounds(metric, scope, confidence);
    }

    @Override
    public Bounds loss(Metric metric, Scope scope, Figures reference, double confidence) {
        if (!(reference instanceof ObservedFigures other)) {
            throw new IllegalArgumentException("a loss is told between two models that were observed, the other is "
                    + reference.getClass().getSimpleName());
        }
        return intervals.lossBounds(metric, scope, other.intervals, confidence);
    }

    /**
     * Where another model's figure less this one's lies, for metrics that have an interval.
     *
     * @param confidence of both ends together, for example 0.95
     */
    public Difference difference(Metric metric, Scope scope, ObservedFigures other, double confidence) {
        Samples own = intervals.samples(metric, scope);
        Samples theirs = other.intervals.samples(metric, scope);
        Samples difference = theirs.minus(own);
        Samples loss = metric.greaterIsBetter() ? difference : own.minus(theirs);
        Interval interval = difference.interval(confidence);
        return new Difference(interval.low(), interval.high(), confidence, loss.probabilityBelow(0));
    }
}
