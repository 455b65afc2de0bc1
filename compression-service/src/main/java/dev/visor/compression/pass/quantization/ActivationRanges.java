package dev.visor.compression.pass.quantization;

import dev.visor.compression.calibration.EntropyCalibrator;
import dev.visor.compression.calibration.Histogram;
import dev.visor.compression.calibration.MinMaxCalibrator;
import dev.visor.compression.calibration.MseCalibrator;
import dev.visor.compression.calibration.PercentileCalibrator;
import dev.visor.compression.calibration.Range;
import dev.visor.compression.calibration.RangeSelector;
import dev.visor.contracts.compression.ValueRange;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The chosen range of each integer value.
 *
 * @param byValue range by the value that it was measured on
 * @param figures how often each calibrator won, as {@code rangesBy…}, and how many ranges are symmetric
 * @param notes values that were not finite
 * @param table the calibration report, a row a value
 */
record ActivationRanges(
        Map<String, Range> byValue, Map<String, Double> figures, List<String> notes, List<ValueRange> table) {
    static ActivationRanges select(
            Graph graph, QuantizationPlan plan, Map<String, Histogram> histograms, double percentile) {
        RangeSelector selector = new RangeSelector(List.of(
                new MinMaxCalibrator(),
                new PercentileCalibrator(percentile),
                new EntropyCalibrator(),
                new MseCalibrator()));
        List<String> wanted =
                plan.rangesNeeded().stream().filter(histograms::containsKey).toList();
        // Each choice depends on its own histogram only, and keeps its place.
        List<RangeSelector.Choice> choices = wanted.parallelStream()
                .map(value -> choice(graph, value, Objects.requireNonNull(histograms.get(value)), selector))
                .toList();
        Map<String, Range> ranges = new LinkedHashMap<>();
        Map<String, Double> figures = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        List<ValueRange> table = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            String value = wanted.get(i);
            RangeSelector.Choice choice = choices.get(i);
            Histogram histogram = Objects.requireNonNull(histograms.get(value));
            if (histogram.notFinite() > 0) {
                notes.add("'%s' had %d values that are not finite".formatted(value, histogram.notFinite()));
            }
            ranges.put(value, choice.range());
            table.add(row(value, choice, histogram));
            if (!graph.isInput(value)) {
                figures.merge("rangesBy" + capitalized(choice.calibrator()), 1.0, Double::sum);
                figures.merge("symmetricRanges", choice.range().isSymmetric() ? 1.0 : 0.0, Double::sum);
            }
        }
        return new ActivationRanges(ranges, figures, notes, table);
    }

    private static RangeSelector.Choice choice(Graph graph, String value, Histogram histogram, RangeSelector selector) {
        if (graph.isInput(value)) {
            // What a picture can hold is known; a darker calibration set must not clip it.
            return new RangeSelector.Choice("input", Range.including(histogram.min(), histogram.max()), 0);
        }
        return selector.select(histogram, lens(graph, value));
    }

    private static ValueRange row(String value, RangeSelector.Choice choice, Histogram histogram) {
        Range range = choice.range();
        long outside = 0;
        for (int i = 0; i < Histogram.BINS; i++) {
            double center = histogram.center(i);
            outside += center < range.low() || center > range.high() ? histogram.bin(i) : 0;
        }
        return new ValueRange(
                value,
                range.low(),
                range.high(),
                histogram.min(),
                histogram.max(),
                choice.calibrator(),
                histogram.count() == 0 ? 0 : (double) outside / histogram.count(),
                choice.meanSquaredError());
    }

    /** The range that a value is quantised with, its own or that of the value it was moved from; null if unknown. */
    @Nullable
    Range of(QuantizationPlan plan, String value) {
        return byValue.get(plan.roots().getOrDefault(value, value));
    }

    /** What the only reader of a value makes of it; itself where there are several or it isn't an activation function. */
    private static DoubleUnaryOperator lens(Graph graph, String value) {
        List<Node> readers = graph.consumers(value);
        if (graph.isOutput(value) || readers.isEmpty()) {
            return DoubleUnaryOperator.identity();
        }
        Node first = readers.getFirst();
        if (readers.size() == 1) {
            return switch (first.opType()) {
                case "Sigmoid" -> ActivationRanges::sigmoid;
                case "LeakyRelu" -> {
                    double alpha = first.attributes().getFloat("alpha", 0.01f);
                    yield x -> x < 0 ? alpha * x : x;
                }
                default -> DoubleUnaryOperator.identity();
            };
        }
        return isSilu(readers, value) ? x -> x * sigmoid(x) : DoubleUnaryOperator.identity();
    }

    private static boolean isSilu(List<Node> readers, String value) {
        if (readers.size() != 2) {
            return false;
        }
        Node sigmoid = readers.stream().filter(n -> n.is("Sigmoid")).findFirst().orElse(null);
        Node mul = readers.stream().filter(n -> n.is("Mul")).findFirst().orElse(null);
        return sigmoid != null
                && mul != null
                && mul.inputs().contains(value)
                && mul.inputs().contains(sigmoid.output());
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static String capitalized(String calibrator) {
        StringBuilder out = new StringBuilder();
        for (String word : calibrator.split("-", -1)) {
            out.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return out.toString();
    }
}
