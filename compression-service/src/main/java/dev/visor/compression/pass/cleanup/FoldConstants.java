package dev.visor.compression.pass.cleanup;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.Option;
import dev.visor.compression.pass.Options;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes once what depends on constants only, fixed sizes of values among them. ONNX Runtime computes it, so
 * the results are those that it would get in every run.
 *
 * <pre>
 * s = Shape(x); y = Reshape(x, s)          →   const s = {1, 3, 8, 8}; y = Reshape(x, s)
 * c = Constant(); d = Mul(c, c); y = Add(x, d)   →   const d; y = Add(x, d)
 * </pre>
 *
 * Leaves alone: random operators, nodes with nested graphs, results larger than {@code limitBytes}, results that are
 * outputs of the model, {@code DequantizeLinear} and casts from half precision or 8 bits, which are how compressed
 * weights are stored, and constants that callers may replace.
 */
@PassId(value = "fold-constants", description = "Computes once what depends on constants only.")
public record FoldConstants(
        @Option(
                description = "largest result that is folded, in bytes",
                defaultValue = "1048576",
                min = 64,
                max = 1 << 30)
        int limitBytes)
        implements GraphPass {
    private static final Set<String> NEVER = Set.of(
            "RandomNormal",
            "RandomUniform",
            "RandomNormalLike",
            "RandomUniformLike",
            "Multinomial",
            "Bernoulli",
            "Dropout",
            "QuantizeLinear",
            "DequantizeLinear",
            "DynamicQuantizeLinear");

    private static final Set<ElementType> COMPRESSED = Set.of(ElementType.FLOAT16, ElementType.INT8, ElementType.UINT8);

    public FoldConstants {
        Options.inRange("limitBytes", limitBytes, 64, 1 << 30);
    }

    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        List<String> notes = new ArrayList<>();
        int changes = foldConstantNodes(graph);
        int more;
        do {
            notes.clear();
            more = foldShapes(graph, notes) + foldComputed(graph, notes);
            changes += more;
            // Where sizes are open, a Reshape by sizes that were folded just now may fix others.
        } while (more > 0);
        return PassResult.of(changes, notes);
    }

    private static int foldConstantNodes(Graph graph) {
        int changes = 0;
        for (Node node : graph.nodes("Constant")) {
            Tensor value = valueOf(node);
            if (value != null && !graph.isOutput(node.output())) {
                graph.remove(node);
                graph.setInitializer(node.output(), value);
                graph.removeValueInfo(node.output());
                changes++;
            }
        }
        return changes;
    }

    private static @Nullable Tensor valueOf(Node constant) {
        var attributes = constant.attributes();
        if (attributes.has("value")) {
            return attributes.getTensor("value");
        }
        if (attributes.has("value_float")) {
            return Tensor.scalar(attributes.getFloat("value_float", 0));
        }
        if (attributes.has("value_int")) {
            return Tensor.scalar(attributes.getInt("value_int", 0));
        }
        if (attributes.has("value_floats")) {
            return Tensor.vector(attributes.getFloats("value_floats"));
        }
        if (attributes.has("value_ints")) {
            return Tensor.vector(attributes.getInts("value_ints"));
        }
        return null;
    }

    private static int foldShapes(Graph graph, List<String> notes) {
        List<Node> shapes = graph.nodes("Shape").stream()
                .filter(n -> n.attributes().names().isEmpty() && !graph.isOutput(n.output()))
                .toList();
        boolean fixed = graph.runtimeInputs().stream()
                .allMatch(i -> i.shape() != null && i.shape().isStatic());
        if (shapes.isEmpty()) {
            return 0;
        }
        Map<String, ValueInfo> known = fixed ? ShapeOracle.infer(graph) : ShapeOracle.declared(graph);
        int changes = 0;
        for (Node node : shapes) {
            ValueInfo info = known.get(node.input(0));
            Shape shape = info == null ? null : info.shape();
            if (shape != null && shape.isStatic()) {
                graph.remove(node);
                graph.setInitializer(node.output(), Tensor.vector(shape.toArray()));
                graph.removeValueInfo(node.output());
                changes++;
            } else if (shape != null && shape.rank() > 0) {
                changes += foldSizes(graph, node, shape);
            }
        }
        long open = graph.nodes("Shape").stream()
                .filter(n -> shapes.contains(n) && graph.isUsed(n.output()))
                .count();
        if (open > 0) {
            notes.add("%d Shape nodes stay: an input has no fixed shape".formatted(open));
        }
        return changes;
    }

    /** Fixed sizes that are picked out of a shape of which others are open. */
    private static int foldSizes(Graph graph, Node node, Shape shape) {
        int changes = 0;
        for (Node reader : graph.consumers(node.output())) {
            Tensor places = reader.is("Gather") && reader.input(0).equals(node.output())
                    ? graph.initializer(reader.input(1))
                    : null;
            if (places == null || graph.isOutput(reader.output())) {
                continue;
            }
            long[] sizes =
                    Arrays.stream(places.longs()).map(p -> shape.dim((int) p)).toArray();
            if (Arrays.stream(sizes).noneMatch(size -> size == Shape.UNKNOWN)) {
                graph.remove(reader);
                graph.setInitializer(reader.output(), Tensor.ofLongs(places.dims(), sizes));
                graph.removeValueInfo(reader.output());
                changes++;
            }
        }
        return changes;
    }

    private int foldComputed(Graph graph, List<String> notes) {
        Set<String> known = new HashSet<>();
        List<Node> foldable = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (isFoldable(graph, node, known)) {
                foldable.add(node);
                known.addAll(node.outputs());
            }
        }
        if (foldable.isEmpty()) {
            return 0;
        }
        Map<String, Tensor> results;
        try {
            results = compute(graph, foldable);
        } catch (ModelRunException e) {
            notes.add("%d constant nodes stay: %s".formatted(foldable.size(), e.getMessage()));
            return 0;
        }
        int changes = 0;
        for (Node node : foldable) {
            if (node.outputs().stream().allMatch(out -> out.isEmpty() || fits(graph, results, out))) {
                graph.remove(node);
                for (String out : node.outputs()) {
                    Tensor result = results.get(out);
                    if (result != null) {
                        graph.setInitializer(out, result);
                        graph.removeValueInfo(out);
                    }
                }
                changes++;
            } else if (node.outputs().stream().noneMatch(graph::isOutput)) {
                notes.add("%s stays: its result is larger than limitBytes = %d".formatted(node, limitBytes));
            }
        }
        return changes;
    }

    private boolean fits(Graph graph, Map<String, Tensor> results, String out) {
        Tensor result = results.get(out);
        return result != null && result.sizeBytes() <= limitBytes && !graph.isOutput(out);
    }

    private static boolean isFoldable(Graph graph, Node node, Set<String> known) {
        if (!node.domain().isEmpty()
                || NEVER.contains(node.opType())
                || node.inputs().isEmpty()) {
            return false;
        }
        boolean constant = node.reads().stream().allMatch(in -> known.contains(in) || graph.initializer(in) != null);
        boolean nested = node.reads().size() > new LinkedHashSet<>(node.inputs()).size();
        Tensor first = graph.initializer(node.input(0));
        boolean stored = node.is("Cast") && first != null && COMPRESSED.contains(first.type());
        return constant && !nested && !stored;
    }

    /** Results of nodes that read constants and each other alone, as ONNX Runtime computes them. */
    static Map<String, Tensor> compute(Graph graph, List<Node> nodes) {
        Graph part = new Graph();
        part.setName(graph.name());
        part.setIrVersion(graph.irVersion());
        graph.opsetImports().forEach(part::setOpset);
        for (Node node : nodes) {
            for (String in : node.inputs()) {
                Tensor constant = graph.initializer(in);
                if (constant != null) {
                    part.setInitializer(in, constant);
                }
            }
            part.append(node.copy());
            for (String out : node.outputs()) {
                if (!out.isEmpty()) {
                    part.addOutput(new ValueInfo(out, ElementType.UNDEFINED, null));
                }
            }
        }
        try (ModelSession session =
                ModelSession.open(part, SessionSettings.standard().withoutOptimization())) {
            Map<String, Tensor> results = new HashMap<>();
            session.run(Map.of()).asMap().forEach((name, value) -> results.put(name, value.toTensor()));
            return results;
        }
    }
}
