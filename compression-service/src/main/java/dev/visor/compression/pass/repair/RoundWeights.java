package dev.visor.compression.pass.repair;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.layer.GramSums;
import dev.visor.compression.layer.LayerEvidence;
import dev.visor.compression.layer.LayerShape;
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
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rounds each int8 weight up or down so that the layer's result, not the weight, is nearest to the float model's:
 * AdaRound (Nagel et al., <i>Up or Down? Adaptive Rounding for Post-Training Quantization</i>, 2020) in Gram form,
 * layer by layer behind the rounded ones before it.
 *
 * <pre>
 * ŵ = s·round(w/s)   →   ŵ = s·q,  q_i ∈ {⌊w_i/s⌋, ⌈w_i/s⌉},  least Σ ‖y − ŵ·x̂‖² = ŵ·G·ŵᵀ − 2·C·ŵᵀ + Σ‖y‖²
 * </pre>
 *
 * x̂ is what the quantised model gives the layer, y what the float model makes of its own input, without the bias;
 * {@code G = Σ x̂·x̂ᵀ} and {@code C = Σ y·x̂ᵀ} are gathered from patches of calibration pictures, so that no patch need be
 * kept. A layer is left as it is if its result on pictures held back (one in four) isn't nearer. Leaves alone transposed
 * convolutions, those of other than two dimensions, layers in floating point and those whose G is too large.
 */
@PassId(value = "round-weights", description = "Rounds int8 weights up or down so that layers' results are nearest.")
public record RoundWeights(
        @Option(description = "calibration pictures used at most", defaultValue = "32", min = 4, max = 1000)
        int images,

        @Option(
                description =
                        "layers with more weights per output channel are left alone; memory grows with its square",
                defaultValue = "4608",
                min = 1,
                max = 16384)
        int maxGramSize,

        @Option(
                description = "pull towards the float weights, as a part of the mean square of what a weight reads",
                defaultValue = "0.01",
                min = 0,
                max = 10)
        double damping)
        implements GraphPass {
    public RoundWeights {
        Options.inRange("images", images, LayerEvidence.HELD_BACK, 1000);
        Options.inRange("maxGramSize", maxGramSize, 1, 16384);
        Options.inRange("damping", damping, 0, 10);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.QUANTIZED);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        Graph reference = context.reference();
        CalibrationSet calibration = context.calibration();
        if (reference == null || calibration == null || calibration.size() < LayerEvidence.HELD_BACK) {
            return PassResult.leftAlone(
                    "there is no float graph, or fewer than %d calibration pictures, to compare with"
                            .formatted(LayerEvidence.HELD_BACK));
        }
        Graph pair = PairedGraph.of(graph, reference);
        List<QuantizedLayer> layers = QuantizedLayer.of(pair);
        if (layers.isEmpty()) {
            return PassResult.leftAlone("no layer has int8 weights of its own");
        }
        try (StagedRun<QuantizedLayer> run = new StagedRun<>(pair, layers, calibration, images)) {
            Tally tally = new Tally();
            for (int stage = 0; stage < run.stages(); stage++) {
                run.advance(stage);
                for (QuantizedLayer layer : run.layers(stage)) {
                    round(graph, pair, run, layer, tally);
                }
                context.listener().progressed("round weights", stage + 1L, run.stages(), "stages");
            }
            return tally.result(run.images());
        }
    }

    private void round(Graph graph, Graph pair, StagedRun<QuantizedLayer> run, QuantizedLayer layer, Tally tally) {
        Node twin = pair.producer(PairedGraph.inReference(layer.output()));
        Tensor exact = twin == null ? null : pair.initializer(twin.input(1));
        Tensor integers = layer.weights(pair);
        LayerShape shape = LayerShape.of(layer.node(), integers);
        if (twin == null || exact == null || shape == null || exact.elements() != integers.elements()) {
            tally.notes.add("%s stays: its patches aren't understood".formatted(layer.node()));
            return;
        }
        if (shape.columns() > maxGramSize) {
            tally.notes.add("%s stays: %d weights an output channel are more than maxGramSize, %d"
                    .formatted(layer.node(), shape.columns(), maxGramSize));
            return;
        }
        LayerEvidence evidence = LayerEvidence.gather(pair, run, layer, shape);
        if (evidence == null) {
            tally.notes.add("%s stays: its input can't be read".formatted(layer.node()));
            return;
        }
        GramSums taught = evidence.taught();
        GramSums judged = evidence.judged();
        Rounded before = Rounded.of(shape, layer, pair, exact);
        Rounded after = before.nearestResult(taught, damping);
        double errorBefore = judged.error(before.weights()) / judged.square();
        double errorAfter = judged.error(after.weights()) / judged.square();
        if (after.sameAs(before) || !(errorAfter < errorBefore)) {
            tally.kept++;
            return;
        }
        Tensor rounded = after.tensor(integers);
        layer.setWeights(pair, rounded);
        layer.setWeights(graph, rounded);
        tally.changed(layer, errorBefore, errorAfter);
    }

    /** What was done so far. */
    private static final class Tally {
        private int layers;
        private int kept;
        private double decibels;
        private final List<String> errors = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        void changed(QuantizedLayer layer, double before, double after) {
            layers++;
            decibels += 10 * Math.log10(before / after);
            errors.add(String.format(
                    Locale.ROOT,
                    "%s %.1f → %.1f dB",
                    layer.output(),
                    -10 * Math.log10(before),
                    -10 * Math.log10(after)));
        }

        PassResult result(int images) {
            if (layers > 0) {
                notes.add("signal to error of layers: " + String.join(", ", errors));
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("roundedLayers", (double) layers);
            figures.put("layersThatGainNothing", (double) kept);
            figures.put("meanGainDecibels", layers == 0 ? 0 : decibels / layers);
            figures.put("calibrationImages", (double) images);
            return new PassResult(layers, figures, notes);
        }
    }
}
