package dev.visor.compression.pass.repair;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.layer.PairedGraph;
import dev.visor.compression.layer.StagedRun;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Takes the mean error of each quantised layer's channels out of its bias, from the first layer to the last, each
 * measured behind the corrected ones before it. See <i>Data-Free Quantization Through Weight Equalization and Bias
 * Correction</i> (Nagel et al., 2019), the empirical form. The error is judged behind the activation function f that reads
 * the layer, so that values which f flattens have no say:
 *
 * <pre>
 * y = Conv(DQ(x̂), DQ(ŵ), DQ(b))   →   y = Conv(DQ(x̂), DQ(ŵ), DQ(b + Δ)),   Δ = Σ f'(ŷ)·(f(y) − f(ŷ)) / Σ f'(ŷ)²
 * </pre>
 *
 * A channel is left alone whose error can't be told from chance over the pictures or is below a part of the step of its
 * result; a layer, if a shift is out of proportion to its biases. Leaves alone layers without a bias of their own,
 * layers in floating point and models without a float reference.
 */
@PassId(value = "correct-bias", description = "Takes the mean error of each quantised channel out of its bias.")
public record CorrectBias(
        @Option(description = "calibration pictures used at most", defaultValue = "32", min = 1, max = 1000)
        int images,

        @Option(
                description = "a layer is left alone if a shift is more than so many times its largest bias",
                defaultValue = "2",
                min = 0,
                max = 1000)
        double largestShift,

        @Option(
                description = "standard errors over the pictures that a channel's error must exceed",
                defaultValue = "2",
                min = 0,
                max = 10)
        double certainty)
        implements GraphPass {
    /** The slope of an activation function is taken over so many steps of its input. */
    private static final float SLOPE_STEPS = 4;
    /** Shifts below this part of a step are left alone, so that a second run finds nothing to do. */
    private static final double LEAST_STEPS = 0.1;
    /** The same as a part of the bias itself, for layers in floating point. */
    private static final double LEAST_PART = 1e-4;
    /** Newton steps a layer at most; the activation function isn't linear. */
    private static final int ROUNDS = 8;

    public CorrectBias {
        Options.inRange("images", images, 1, 1000);
        Options.inRange("largestShift", largestShift, 0, 1000);
        Options.inRange("certainty", certainty, 0, 10);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.QUANTIZED);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        Graph reference = context.reference();
        CalibrationSet calibration = context.calibration();
        if (reference == null || calibration == null || calibration.size() == 0) {
            return PassResult.leftAlone("there is no float graph, or no calibration pictures, to compare with");
        }
        Graph pair = PairedGraph.of(graph, reference);
        List<QuantizedLayer> all = QuantizedLayer.of(pair);
        Map<String, Target> targets = new LinkedHashMap<>();
        for (QuantizedLayer layer : all) {
            LayerBias bias = layer.bias(pair);
            if (bias != null && pair.producer(PairedGraph.inReference(layer.output())) != null) {
                targets.put(layer.output(), Target.of(reference, pair, layer, bias));
            }
        }
        if (targets.isEmpty()) {
            return PassResult.leftAlone("no quantised layer has a bias of its own");
        }
        try (StagedRun<QuantizedLayer> run = new StagedRun<>(pair, all, calibration, images)) {
            Tally tally = new Tally();
            for (int stage = 0; stage < run.stages(); stage++) {
                List<Target> here = run.layers(stage).stream()
                        .map(l -> targets.get(l.output()))
                        .filter(Objects::nonNull)
                        .toList();
                run.advance(stage);
                settle(graph, pair, run, here, tally);
                context.listener().progressed("correct biases", stage + 1L, run.stages(), "stages");
            }
            return tally.result(all.size() - targets.size(), run.images());
        }
    }

    /** Corrects layers that don't read each other until nothing is left to correct. */
    private void settle(Graph graph, Graph pair, StagedRun<QuantizedLayer> run, List<Target> targets, Tally tally) {
        List<Target> open = targets;
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            List<Evidence> found = measure(pair, run, open);
            List<Target> changed = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                if (correct(pair, open.get(i), found.get(i), tally)) {
                    changed.add(open.get(i));
                }
            }
            open = changed;
        }
        for (Target target : targets) {
            String name = target.original.initializer();
            if (open.contains(target)) {
                pair.setInitializer(name, target.original.tensor());
                tally.notes.add(
                        "%s stays: its correction doesn't settle in %d steps".formatted(target.layer.node(), ROUNDS));
                continue;
            }
            Tensor corrected = Objects.requireNonNull(pair.initializer(name));
            if (!corrected.equals(target.original.tensor())) {
                graph.setInitializer(name, corrected);
                tally.layers++;
            }
        }
    }

    private static List<Evidence> measure(Graph pair, StagedRun<QuantizedLayer> run, List<Target> targets) {
        List<Evidence> found =
                targets.stream().map(t -> new Evidence(run.images())).toList();
        run.observe(
                targets.stream().map(Target::layer).toList(),
                cut -> targets.forEach(t ->
                        ErrorProbe.add(cut, t.layer.node(), t.activation, SLOPE_STEPS * t.layer.outputScale(pair))),
                (image, outputs) -> {
                    for (int i = 0; i < targets.size(); i++) {
                        Target target = targets.get(i);
                        found.get(i).gradients[image] = ErrorProbe.gradient(target.layer.node(), outputs);
                        found.get(i).curvatures[image] =
                                ErrorProbe.curvature(target.layer.node(), target.activation, outputs);
                    }
                });
        return found;
    }

    /** Corrects once; false if there was nothing to do. */
    private boolean correct(Graph pair, Target target, Evidence evidence, Tally tally) {
        LayerBias bias = target.layer.bias(pair);
        if (bias == null || bias.values().length != evidence.gradients[0].length) {
            return false;
        }
        double[] shift = new double[bias.values().length];
        double largest = 0;
        double largestBias = 0;
        int changed = 0;
        for (int c = 0; c < shift.length; c++) {
            largestBias = Math.max(largestBias, Math.abs(bias.values()[c]));
            double least = Math.max(
                    LEAST_PART * Math.abs(bias.values()[c]),
                    Math.max(target.layer.productStep(pair, c), LEAST_STEPS * target.layer.outputScale(pair)));
            double delta = evidence.shift(c, certainty);
            if (Math.abs(delta) > least) {
                shift[c] = delta;
                largest = Math.max(largest, Math.abs(delta));
                changed++;
            }
        }
        if (changed == 0) {
            return false;
        }
        if (!(largest <= largestShift * largestBias)) {
            tally.notes.add("%s stays: a shift of %.3g is out of proportion to its largest bias, %.3g"
                    .formatted(target.layer.node(), largest, largestBias));
            return false;
        }
        bias.add(pair, shift);
        tally.shifts += changed;
        return true;
    }

    /** A layer to correct, what reads it, and its bias before. */
    private record Target(QuantizedLayer layer, Activation activation, LayerBias original) {
        static Target of(Graph reference, Graph pair, QuantizedLayer layer, LayerBias bias) {
            boolean integers = layer.outputScale(pair) > 0;
            return new Target(
                    layer,
                    integers ? Activation.behind(reference, layer.output()) : Activation.none(layer.output()),
                    bias);
        }
    }

    /** What was measured of a layer: for each picture one row of channels. */
    private static final class Evidence {
        private final double[][] gradients;
        private final double[][] curvatures;

        Evidence(int images) {
            gradients = new double[images][];
            curvatures = new double[images][];
        }

        /** The best shift of a channel, or 0 where the pictures don't agree that there is one. */
        double shift(int channel, double certainty) {
            double mean = 0;
            double square = 0;
            double curvature = 0;
            int n = gradients.length;
            for (int i = 0; i < n; i++) {
                double g = gradients[i][channel];
                mean += g / n;
                square += g * g / n;
                curvature += curvatures[i][channel] / n;
            }
            double standardError = Math.sqrt(Math.max(square - mean * mean, 0) / Math.max(n - 1, 1));
            return Math.abs(mean) > certainty * standardError && curvature > 0 ? mean / curvature : 0;
        }
    }

    /** What was done so far. */
    private static final class Tally {
        private int layers;
        private int shifts;
        private final List<String> notes = new ArrayList<>();

        PassResult result(int unbiased, int images) {
            if (unbiased > 0) {
                notes.add("%d quantised layers have no bias of their own".formatted(unbiased));
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("correctedLayers", (double) layers);
            figures.put("shifts", (double) shifts);
            figures.put("calibrationImages", (double) images);
            return new PassResult(layers, figures, notes);
        }
    }
}
