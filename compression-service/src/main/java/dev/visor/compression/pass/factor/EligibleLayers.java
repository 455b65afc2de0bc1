package dev.visor.compression.pass.factor;

import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.pass.quantization.FloatTail;
import dev.visor.compression.pass.quantization.Parameterized;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which layers may be replaced.
 *
 * @param layers in the graph's order
 * @param others how many may not, by reason
 */
record EligibleLayers(List<FloatLayer> layers, Map<String, Integer> others) {
    /** More columns would make matrices of more than 170 MB. */
    private static final int MOST_COLUMNS = 4608;

    static EligibleLayers of(Graph graph, Technique technique) {
        FloatTail tail = FloatTail.of(graph);
        Map<Node, FloatLayer> known = new IdentityHashMap<>();
        FloatLayer.of(graph).forEach(layer -> known.put(layer.node(), layer));
        List<FloatLayer> layers = new ArrayList<>();
        Map<String, Integer> others = new TreeMap<>();
        for (Node node : graph.nodes()) {
            Tensor weights = Parameterized.weights(graph, node);
            if (weights == null) {
                continue;
            }
            FloatLayer layer = known.get(node);
            String refusal = refusal(graph, node, layer, tail, technique);
            if (refusal == null && layer != null) {
                layers.add(layer);
            } else {
                others.merge(String.valueOf(refusal), 1, Integer::sum);
            }
        }
        return new EligibleLayers(layers, others);
    }

    private static @Nullable String refusal(
            Graph graph, Node node, @Nullable FloatLayer layer, FloatTail tail, Technique technique) {
        if (node.is("ConvTranspose")) {
            return "are transposed convolutions";
        }
        if (layer == null) {
            return "are neither two-dimensional convolutions with explicit pads nor plain matrix products";
        }
        if (layer.shape().groups() > 1) {
            return "are grouped";
        }
        if (tail.predictions().contains(node)) {
            return "make predictions";
        }
        if (layer.shape().columns() > MOST_COLUMNS) {
            return "have more than %d weights an output channel".formatted(MOST_COLUMNS);
        }
        if (!node.is("MatMul") && !layer.takesBias(graph)) {
            return "have a bias that is computed";
        }
        return technique.refusal(layer);
    }

    /** In words, one a reason. */
    List<String> notes() {
        return others.entrySet().stream()
                .map(e -> "%d layers stay: they %s".formatted(e.getValue(), e.getKey()))
                .toList();
    }
}
