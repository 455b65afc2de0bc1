package dev.visor.onnx.runtime;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns every value's type and shape from ONNX Runtime, so that Visor needs no shape inference of its own.
 *
 * <p>A copy of the graph gets the given input shapes and every intermediate value as an output. ONNX Runtime then
 * says their shapes when it loads the copy; where that leaves a dimension open, it runs once on zeros. Values
 * inside nested graphs are not covered, and sizes that depend on the data are those of the zero run.
 */
public final class ShapeOracle {
    private ShapeOracle() {}

    /** As {@link #infer(Graph, Map)}, for a graph whose inputs all have fixed shapes. */
    public static Map<String, ValueInfo> infer(Graph graph) {
        return infer(graph, Map.of());
    }

    /**
     * @param inputShapes the shape of each input that isn't fixed in the graph
     * @return every input, constant and node output by name
     */
    public static Map<String, ValueInfo> infer(Graph graph, Map<String, long[]> inputShapes) {
        Graph probe = probe(graph, inputShapes);
        Map<String, ValueInfo> known = new LinkedHashMap<>();
        graph.initializers().forEach((name, t) -> known.put(name, new ValueInfo(name, t.type(), t.shape())));
        probe.runtimeInputs().forEach(in -> known.put(in.name(), in));
        try (ModelSession session =
                ModelSession.open(probe, SessionSettings.standard().withoutOptimization())) {
            session.outputs().forEach(out -> known.put(out.name(), out));
            boolean open = session.outputs().stream()
                    .map(ValueInfo::shape)
                    // ONNX Runtime says of an unknown rank what it says of a scalar: no dimensions.
                    .anyMatch(shape -> shape != null && (!shape.isStatic() || shape.rank() == 0));
            if (open) {
                session.run(zeros(probe))
                        .asMap()
                        .forEach((name, value) ->
                                known.put(name, new ValueInfo(name, value.type(), Shape.of(value.shape()))));
            }
        }
        return known;
    }

    /**
     * What ONNX Runtime says when it loads a graph: sizes that depend on an input's open ones are open too. Nothing is run.
     *
     * @return as {@link #infer(Graph, Map)}
     */
    public static Map<String, ValueInfo> declared(Graph graph) {
        Map<String, ValueInfo> known = new LinkedHashMap<>();
        graph.initializers().forEach((name, t) -> known.put(name, new ValueInfo(name, t.type(), t.shape())));
        graph.runtimeInputs().forEach(in -> known.put(in.name(), in));
        try (ModelSession session = ModelSession.open(
                probe(graph, Map.of()), SessionSettings.standard().withoutOptimization())) {
            session.outputs().forEach(out -> known.put(out.name(), out));
        }
        return known;
    }

    /** A copy with every value as an output. */
    private static Graph probe(Graph graph, Map<String, long[]> inputShapes) {
        Graph probe = graph.copy();
        for (ValueInfo in : probe.runtimeInputs()) {
            long[] given = inputShapes.get(in.name());
            if (given != null) {
                probe.setInput(in.withShape(Shape.of(given)));
            }
        }
        List.copyOf(probe.valueInfos()).forEach(v -> probe.removeValueInfo(v.name()));
        for (ValueInfo out : List.copyOf(probe.outputs())) {
            // A declared shape that isn't of the given input size would contradict the inferred one.
            probe.removeOutput(out.name());
            probe.addOutput(new ValueInfo(out.name(), ElementType.UNDEFINED, null));
        }
        for (Node node : probe.nodes()) {
            for (String out : node.outputs()) {
                if (!out.isEmpty() && !probe.isOutput(out)) {
                    probe.addOutput(new ValueInfo(out, ElementType.UNDEFINED, null));
                }
            }
        }
        return probe;
    }

    private static Map<String, TensorValue> zeros(Graph graph) {
        Map<String, TensorValue> out = new LinkedHashMap<>();
        for (ValueInfo in : graph.runtimeInputs()) {
            Shape shape = in.shape();
            if (shape == null || !shape.isStatic()) {
                throw new IllegalArgumentException("input " + in + " has no fixed shape; give it one");
            }
            out.put(in.name(), TensorValue.zeros(in.type(), shape.toArray()));
        }
        return out;
    }
}
