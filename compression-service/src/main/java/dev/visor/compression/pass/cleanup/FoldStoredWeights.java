package dev.visor.compression.pass.cleanup;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.compression.pass.Property;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Turns weights that are stored in half precision, 8 bits or codebooks back into the floating-point constants that ONNX
 * Runtime makes of them, so that later passes see weights. A model that was only made smaller can then be quantised, fused and pruned.
 *
 * <pre>
 * const w_half: float16; w = Cast&lt;to=1&gt;(w_half)                      →   const w: float
 * const w_int8; const s; w = Mul(Cast&lt;to=1&gt;(w_int8), s)              →   const w: float
 * const w_int8; const s; w = DequantizeLinear(w_int8, s)             →   const w: float
 * const i: uint8; const c; w = Gather(c, Cast&lt;to=6&gt;(i))              →   const w: float
 * </pre>
 *
 * Leaves alone {@code DequantizeLinear} in a model whose activations are quantised, where it belongs to integer kernels, and
 * what is an output of the model.
 */
@PassId(
        value = "fold-stored-weights",
        description = "Turns weights stored in half precision, 8 bits or codebooks back into floats, for later passes.")
public record FoldStoredWeights() implements GraphPass {
    private static final Set<ElementType> STORED = Set.of(ElementType.FLOAT16, ElementType.INT8, ElementType.UINT8);

    @Override
    public Set<Property> needs() {
        return Set.of(Property.CONSTANT_INITIALIZERS);
    }

    @Override
    public PassResult apply(Graph graph, PassContext context) {
        boolean integerKernels = !graph.nodes("QuantizeLinear").isEmpty();
        Set<String> known = new HashSet<>();
        List<Node> foldable = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean stored = isStored(graph, node) || (!integerKernels && node.is("DequantizeLinear"));
            boolean used = (node.is("Mul") || node.is("Gather"))
                    && node.inputs().stream().anyMatch(known::contains);
            boolean constant =
                    node.inputs().stream().allMatch(in -> known.contains(in) || graph.initializer(in) != null);
            if ((stored || used) && constant && !graph.isOutput(node.output())) {
                foldable.add(node);
                known.add(node.output());
            }
        }
        if (foldable.isEmpty()) {
            return PassResult.of(0);
        }
        Map<String, Tensor> results = FoldConstants.compute(graph, foldable);
        for (Node node : foldable) {
            graph.remove(node);
            graph.setInitializer(node.output(), Objects.requireNonNull(results.get(node.output())));
            graph.removeValueInfo(node.output());
        }
        for (String constant : List.copyOf(graph.initializers().keySet())) {
            if (!graph.isUsed(constant)) {
                graph.removeInitializer(constant);
            }
        }
        return PassResult.of(foldable.size());
    }

    private static boolean isStored(Graph graph, Node node) {
        Tensor from = node.is("Cast") ? graph.initializer(node.input(0)) : null;
        if (from == null || !STORED.contains(from.type())) {
            return false;
        }
        long to = node.attributes().getInt("to", 0);
        return to == ElementType.FLOAT.code() || (to == ElementType.INT32.code() && isLookedUp(graph, node.output()));
    }

    private static boolean isLookedUp(Graph graph, String indices) {
        List<Node> readers = graph.consumers(indices);
        return !graph.isOutput(indices)
                && readers.stream().allMatch(n -> n.is("Gather") && graph.initializer(n.input(0)) != null);
    }
}
