package dev.visor.evaluation.gate;

import dev.visor.contracts.policy.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Figures for tests, told one by one; what is not told is one common accuracy, and 1,000 bytes. */
final class KnownFigures implements Figures {
    private final double accuracy;
    private final Map<String, Integer> classes = new TreeMap<>();
    private final Map<String, Double> told = new HashMap<>();
    private final Map<String, Map<String, Integer>> labels = new HashMap<>();
    private final List<String> slices = new ArrayList<>();
    private double ratio = 1;
    private int rounds = 50;
    private double halfWidth;
    private Bounds.Drawn drawn = new Bounds.Drawn(100, 100, null);

    private KnownFigures(double accuracy) {
        this.accuracy = accuracy;
    }

    static KnownFigures accuracy(double value, int... instances) {
        KnownFigures figures = new KnownFigures(value);
        for (int i = 0; i < instances.length; i++) {
            figures.classes.put("class-" + i, instances[i]);
        }
        return figures;
    }

    static KnownFigures latency(double ratio, int rounds) {
        KnownFigures figures = accuracy(0.5, 20);
        figures.ratio = ratio;
        figures.rounds = rounds;
        return figures.with(Metric.LATENCY_P50, Scope.WHOLE, 10);
    }

    static KnownFigures size(long bytes) {
        return accuracy(0.5, 20).with(Metric.SIZE, Scope.WHOLE, bytes);
    }

    KnownFigures with(Metric metric, Scope scope, double value) {
        told.put(metric + " " + scope, value);
        return this;
    }

    /** A slice with so many labels, one number a class or one for all together. */
    KnownFigures slice(String slice, int... instances) {
        slices.add(slice);
        return labels(slice, instances);
    }

    /** Labels that a metric rests on, where they aren't those of its scope. */
    KnownFigures with(Metric metric, int... instances) {
        return labels(metric.word(), instances);
    }

    private KnownFigures labels(String of, int... instances) {
        List<String> names = instances.length == classes.size() ? classes() : List.of("all");
        Map<String, Integer> counted = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            counted.put(names.get(i), instances[i]);
        }
        labels.put(of, counted);
        return this;
    }

    /** Bounds lie this far from every figure. */
    KnownFigures within(double width) {
        halfWidth = width;
        return this;
    }

    /** What bounds were drawn from. */
    KnownFigures drawn(int count, int telling, @Nullable DrawingUnit unit) {
        drawn = new Bounds.Drawn(count, telling, unit);
        return this;
    }

    @Override
    public double value(Metric metric, Scope scope) {
        return told.getOrDefault(metric + " " + scope, metric == Metric.SIZE ? 1000 : accuracy);
    }

    @Override
    public Map<String, Integer> labels(Metric metric, Scope scope) {
        Map<String, Integer> all = labels.getOrDefault(
                metric.word(), scope.slice() == null ? classes : labels.getOrDefault(scope.slice(), Map.of()));
        String only = scope.className();
        return only == null || !all.containsKey(only) ? all : Map.of(only, all.get(only));
    }

    @Override
    public List<String> classes() {
        return List.copyOf(classes.keySet());
    }

    @Override
    public List<String> listedSlices() {
        return slices();
    }

    @Override
    public List<String> slices() {
        return slices;
    }

    @Override
    public int latencyRounds() {
        return rounds;
    }

    @Override
    public double latencyRatio() {
        return ratio;
    }

    @Override
    public Bounds bounds(Metric metric, Scope scope, double confidence) {
        double value = value(metric, scope);
        return new Bounds(value - halfWidth, value + halfWidth, drawn);
    }

    @Override
    public Bounds loss(Metric metric, Scope scope, Figures reference, double confidence) {
        double loss = reference.value(metric, scope) - value(metric, scope);
        double signed = metric.greaterIsBetter() ? loss : -loss;
        return new Bounds(signed - halfWidth, signed + halfWidth, drawn);
    }
}
