package dev.visor.compression.pass.sparsity;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.GramSums;
import dev.visor.compression.layer.LayerEvidence;
import dev.visor.compression.layer.LayerShape;
import dev.visor.compression.layer.NormalEquations;
import dev.visor.compression.layer.PairedGraph;
import dev.visor.compression.layer.StagedRun;
import dev.visor.compression.pass.ProgressListener;
import dev.visor.onnx.graph.Graph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Prunes layers by what they read on calibration pictures, first ones first, each behind the pruned ones before it.
 *
 * @param pattern where zeros may lie
 * @param shares of zeros by the layers' results, where the pattern doesn't say
 * @param compensate whether weights that stay make up for those that go
 * @param damping of the sums, as a part of their mean diagonal
 * @param maxGramSize most weights an output channel
 */
record PictureGuided(Pattern pattern, Map<String, Double> shares, boolean compensate, double damping, int maxGramSize) {
    /** Is told what became of a layer: its new weights are in the graph if {@code reason} is null. */
    interface Observer {
        void pruned(FloatLayer layer, double relativeError, boolean compensated, @Nullable String reason);
    }

    void run(
            Graph graph,
            List<FloatLayer> layers,
            CalibrationSet calibration,
            int images,
            ProgressListener listener,
            Observer observer) {
        Map<String, FloatLayer> own = new HashMap<>();
        layers.forEach(layer -> own.put(layer.output(), layer));
        Graph pair = PairedGraph.of(graph, graph.copy());
        List<FloatLayer> twins = FloatLayer.of(pair).stream()
                .filter(layer -> own.containsKey(layer.output()))
                .toList();
        try (StagedRun<FloatLayer> run = new StagedRun<>(pair, twins, calibration, images)) {
            for (int stage = 0; stage < run.stages(); stage++) {
                run.advance(stage);
                for (FloatLayer layer : run.layers(stage)) {
                    prune(graph, Objects.requireNonNull(own.get(layer.output())), pair, layer, run, observer);
                }
                listener.progressed("prune weights", stage + 1L, run.stages(), "stages");
            }
        }
    }

    private void prune(
            Graph graph,
            FloatLayer layer,
            Graph pair,
            FloatLayer inPair,
            StagedRun<FloatLayer> run,
            Observer observer) {
        LayerShape shape = layer.shape();
        if (shape.columns() > maxGramSize) {
            observer.pruned(
                    layer,
                    0,
                    false,
                    "%d weights an output channel are more than maxGramSize, %d"
                            .formatted(shape.columns(), maxGramSize));
            return;
        }
        LayerEvidence evidence = LayerEvidence.gather(pair, run, inPair, shape);
        if (evidence == null) {
            observer.pruned(layer, 0, false, "its input can't be read");
            return;
        }
        GramSums taught = evidence.taught();
        GramSums judged = evidence.judged();
        LayerTrial plain = plain(graph, layer, taught);
        double error = plain.relativeError(judged);
        LayerTrial best = plain;
        LayerTrial better = compensate ? compensated(graph, layer, taught) : null;
        if (better != null && better.relativeError(judged) < error) {
            best = better;
            error = better.relativeError(judged);
        }
        store(graph, layer, best);
        store(pair, inPair, best);
        observer.pruned(layer, error, best == better, null);
    }

    private LayerTrial plain(Graph graph, FloatLayer layer, GramSums sums) {
        LayerShape shape = layer.shape();
        List<NormalEquations> groups = sums.equations();
        float[] weights = layer.matrix(graph);
        double[] scores = new double[weights.length];
        int k = shape.columns();
        for (int i = 0; i < scores.length; i++) {
            int column = i % k;
            double variance = groups.get(i / (k * shape.rows())).gram().data[column * k + column];
            scores[i] = (double) weights[i] * weights[i] * Math.max(0, variance / sums.samples());
        }
        boolean[] mask = Mask.least(scores, k, Mask.places(graph, layer), pattern, share(layer));
        LayerTrial masked = LayerTrial.masked(shape, groups, weights, mask);
        // Weights without compensation give too little everywhere; a bias fitted to mostly empty places hides the few
        // others.
        return compensate && layer.takesBias(graph) ? masked : masked.withoutShift();
    }

    private @Nullable LayerTrial compensated(Graph graph, FloatLayer layer, GramSums sums) {
        if (!layer.takesBias(graph)) {
            return null;
        }
        return LayerTrial.compensated(
                layer.shape(),
                sums.equations(),
                layer.matrix(graph),
                Mask.places(graph, layer),
                pattern,
                share(layer),
                damping);
    }

    private double share(FloatLayer layer) {
        return shares.getOrDefault(layer.output(), 0.0);
    }

    private static void store(Graph graph, FloatLayer layer, LayerTrial trial) {
        layer.setMatrix(graph, trial.weights());
        double[] shift = trial.biasShift();
        boolean shifts = false;
        float[] bias = layer.bias(graph);
        float[] moved = bias == null ? new float[shift.length] : bias.clone();
        for (int c = 0; c < moved.length; c++) {
            moved[c] += (float) shift[c];
            shifts |= shift[c] != 0;
        }
        if (shifts) {
            layer.setBias(graph, moved);
        }
    }
}
