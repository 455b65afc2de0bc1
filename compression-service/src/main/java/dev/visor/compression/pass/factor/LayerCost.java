package dev.visor.compression.pass.factor;

import dev.visor.compression.latency.LayerGraph;
import dev.visor.compression.latency.LayerLatency;
import dev.visor.compression.layer.FloatLayer;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a layer costs and what would stand in its place.
 *
 * @param places of the layer's result; 1 where its shape isn't known
 */
record LayerCost(
        Graph graph,
        FloatLayer layer,
        long places,
        @Nullable LayerGraph cut,
        @Nullable LayerLatency latency) {
    static LayerCost of(Graph graph, FloatLayer layer, Map<String, ValueInfo> shapes, @Nullable LayerLatency latency) {
        Node node = Objects.requireNonNull(graph.producer(layer.output()));
        ValueInfo result = shapes.get(layer.output());
        Shape shape = result == null ? null : result.shape();
        long places = shape == null || !shape.isStatic()
                ? 1
                : Math.max(1, shape.elements() / layer.shape().rows());
        return new LayerCost(graph, layer, places, LayerGraph.of(graph, shapes, node), latency);
    }

    /** Whether times can be told. */
    boolean measured() {
        return latency != null && cut != null;
    }

    /** Microseconds of the layer; not a number where nothing may be measured. */
    double micros() {
        return latency == null || cut == null ? Double.NaN : cut.micros(latency);
    }

    /** Microseconds of a product in its place. */
    double micros(Factors factors) {
        if (latency == null || cut == null) {
            return Double.NaN;
        }
        float[] bias =
                layer.node().is("MatMul") ? null : new float[layer.shape().rows()];
        return cut.micros(latency, factors.replacement(graph, bias));
    }

    double macs() {
        return Kernel.of(layer).macs() * places;
    }

    double macs(Factors factors) {
        return factors.macs() * places;
    }

    /** Share of the layer's time that a product takes, of its multiply-accumulates where nothing may be measured. */
    double share(Factors factors) {
        return measured() ? micros(factors) / micros() : macs(factors) / macs();
    }
}
