package dev.visor.compression.pass.sparsity;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.pass.quantization.FloatTail;
import dev.visor.compression.pass.quantization.Parameterized;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Layers whose weights may become zero.
 *
 * @param layers in the graph's order
 * @param predictions how many were left out since they are the last with learnt weights on a way to an output
 * @param first how many since no other is before them
 * @param depthwise how many since each channel reads one
 */
record PrunableLayers(List<FloatLayer> layers, int predictions, int first, int depthwise) {
    static PrunableLayers of(Graph graph, boolean withFirst, boolean withDepthwise) {
        FloatTail tail = FloatTail.of(graph);
        Set<String> learntBefore = new HashSet<>();
        List<FloatLayer> layers = new ArrayList<>();
        int predictions = 0;
        int first = 0;
        int depthwise = 0;
        List<FloatLayer> all = FloatLayer.of(graph);
        int next = 0;
        for (Node node : graph.nodes()) {
            boolean behind = node.reads().stream().anyMatch(learntBefore::contains);
            FloatLayer layer = next < all.size() && all.get(next).node() == node ? all.get(next++) : null;
            if (layer != null && Parameterized.weights(graph, node) != null) {
                if (tail.predictions().contains(node)) {
                    predictions++;
                } else if (!withDepthwise && isDepthwise(layer)) {
                    depthwise++;
                } else if (!withFirst && !behind) {
                    first++;
                } else {
                    layers.add(layer);
                }
                behind = true;
            }
            if (behind) {
                learntBefore.addAll(node.outputs());
            }
        }
        return new PrunableLayers(layers, predictions, first, depthwise);
    }

    private static boolean isDepthwise(FloatLayer layer) {
        return layer.shape().groups() > 1 && layer.shape().rows() == 1;
    }

    String leftOut() {
        return "left out: %d layers that predict, %d without a learnt layer before them, %d depthwise"
                .formatted(predictions, first, depthwise);
    }
}
