package dev.visor.compression.pass.sparsity;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.LayerEvidence;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.onnx.graph.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sets the least important single weights to zero, unstructured or n of each m input channels (Mishra et al.,
 * <i>Accelerating Sparse Deep Neural Networks</i>, 2021). A compressed download gets smaller. Nothing gets faster: ONNX
 * Runtime multiplies by zeros on a CPU as by other numbers, and the file is as large as before.
 *
 * <pre>
 * const w; y = Conv(x, w, b)   →   const ŵ, zeros where weights matter least; y = Conv(x, ŵ, b̂)
 * </pre>
 *
 * Which matter least is {@link Importance}, how many in each layer {@link Allocation}. With {@code obs}, the weights that
 * stay make up for those that go, and the bias for the mean error. A layer for which compensation isn't nearer on pictures
 * held back (one in four) is pruned without. Zeros stay zeros in symmetric int8 and in codebooks.
 *
 * <p>Leaves alone: the layers that predict, the first ones and depthwise ones unless told otherwise, transposed convolutions
 * and those of other than two dimensions; models without weights in floating point; a model that it pruned so before.
 */
@PassId(
        value = "prune-weights",
        description =
                "Sets single weights to zero: a smaller download, but no faster on a CPU, where zeros are multiplied too.")
public record PruneWeights(
        @Option(
                description = "'unstructured', or n of m weights kept along input channels, as '2:4'",
                defaultValue = "\"unstructured\"")
        String pattern,

        @Option(description = "which weights matter least", defaultValue = "\"obs\"")
        Importance importance,

        @Option(
                description = "how zeros are shared out among layers, where the pattern doesn't say",
                defaultValue = "\"global\"")
        Allocation allocation,

        @Option(
                description = "weights of the pruned layers that become zero, where the pattern doesn't say",
                unit = "percent",
                defaultValue = "50",
                min = 1,
                max = 95)
        double sparsity,

        @Option(description = "the first layers are pruned too", defaultValue = "false")
        boolean first,

        @Option(description = "depthwise layers are pruned too", defaultValue = "false")
        boolean depthwise,

        @Option(
                description = "calibration pictures used at most",
                unit = "images",
                defaultValue = "32",
                min = 4,
                max = 1000)
        int images,

        @Option(
                description =
                        "layers with more weights per output channel are pruned by magnitude; memory grows with its square",
                defaultValue = "4608",
                min = 1,
                max = 16384)
        int maxGramSize,

        @Option(
                description = "pull towards the weights before, as a part of the mean square of what a weight reads",
                defaultValue = "0.01",
                min = 0,
                max = 10)
        double damping)
        implements GraphPass {
    private static final String DONE = "visor.prune-weights";
    private static final String NO_FASTER =
            "zeros make the download smaller, not the file, and ONNX Runtime runs no faster on a CPU for them";

    public PruneWeights {
        Pattern.of(pattern);
        Options.inRange("sparsity", sparsity, 1, 95);
        Options.inRange("images", images, LayerEvidence.HELD_BACK, 1000);
        Options.inRange("maxGramSize", maxGramSize, 1, 16384);
        Options.inRange("damping", damping, 0, 10);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS, Property.FUSED_BATCH_NORM);
    }

    @Override
    public Set<Property> establishes() {
        return Set.of(Property.SPARSE_WEIGHTS);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        if (toString().equals(graph.metadata().get(DONE))) {
            return PassResult.leftAlone("the model was pruned so before");
        }
        PrunableLayers prunable = PrunableLayers.of(graph, first, depthwise);
        if (prunable.layers().isEmpty()) {
            return PassResult.leftAlone("no layer's weights can be pruned; " + prunable.leftOut());
        }
        CalibrationSet calibration = context.calibration();
        if (importance.needsPictures() && (calibration == null || calibration.size() < LayerEvidence.HELD_BACK)) {
            return PassResult.leftAlone(
                    "there are fewer than %d calibration pictures to tell what matters by; use importance magnitude"
                            .formatted(LayerEvidence.HELD_BACK));
        }
        Tally tally = new Tally();
        Map<String, Double> shares = shares(graph, prunable.layers());
        if (calibration == null || !importance.needsPictures()) {
            prunable.layers().forEach(layer -> byMagnitude(graph, layer, shares));
        } else {
            new PictureGuided(Pattern.of(pattern), shares, importance == Importance.OBS, damping, maxGramSize)
                    .run(
                            graph,
                            prunable.layers(),
                            calibration,
                            images,
                            context.listener(),
                            (layer, error, compensated, reason) -> {
                                if (reason == null) {
                                    tally.judged(error, compensated);
                                } else {
                                    byMagnitude(graph, layer, shares);
                                    tally.notes.add("%s was pruned by magnitude: %s".formatted(layer.node(), reason));
                                }
                            });
        }
        graph.metadata().put(DONE, toString());
        tally.notes.addFirst(NO_FASTER);
        tally.notes.add(prunable.leftOut());
        return tally.result(graph, prunable.layers());
    }

    /** Shares of zeros by the layers' results. */
    private Map<String, Double> shares(Graph graph, List<FloatLayer> layers) {
        double[] own = new double[layers.size()];
        Arrays.fill(own, sparsity / 100);
        if (allocation == Allocation.GLOBAL && Pattern.of(pattern).isUnstructured()) {
            own = GlobalMagnitude.shares(
                    layers.stream().map(l -> l.matrix(graph)).toList(), sparsity / 100);
        }
        Map<String, Double> shares = new HashMap<>();
        for (int i = 0; i < own.length; i++) {
            shares.put(layers.get(i).output(), own[i]);
        }
        return shares;
    }

    private void byMagnitude(Graph graph, FloatLayer layer, Map<String, Double> shares) {
        float[] weights = layer.matrix(graph);
        double[] scores = new double[weights.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.abs(weights[i]);
        }
        double share = shares.getOrDefault(layer.output(), 0.0);
        boolean[] mask =
                Mask.least(scores, layer.shape().columns(), Mask.places(graph, layer), Pattern.of(pattern), share);
        for (int i = 0; i < mask.length; i++) {
            weights[i] = mask[i] ? 0 : weights[i];
        }
        layer.setMatrix(graph, weights);
    }

    /** What was done so far. */
    private static final class Tally {
        private int judged;
        private int compensated;
        private double decibels;
        private final List<String> notes = new ArrayList<>();

        void judged(double relativeError, boolean madeUp) {
            judged++;
            compensated += madeUp ? 1 : 0;
            decibels -= 10 * Math.log10(Math.max(relativeError, 1e-12));
        }

        PassResult result(Graph graph, List<FloatLayer> layers) {
            long zeros = 0;
            long weights = 0;
            for (FloatLayer layer : layers) {
                for (float w : layer.weights(graph).floats()) {
                    zeros += w == 0 ? 1 : 0;
                    weights++;
                }
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("prunedLayers", (double) layers.size());
            figures.put("zeroWeights", (double) zeros);
            figures.put("zeroPercent", 100.0 * zeros / weights);
            if (judged > 0) {
                figures.put("compensatedLayers", (double) compensated);
                figures.put("meanLayerSqnrDecibels", decibels / judged);
            }
            return new PassResult(layers.size(), figures, notes);
        }
    }
}
