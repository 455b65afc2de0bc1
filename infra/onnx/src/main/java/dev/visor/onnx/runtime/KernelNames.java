package dev.visor.onnx.runtime;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which node of a graph a kernel of its profile stands for. ONNX Runtime names a kernel after the node that it replaces,
 * or after that node's result, with a suffix for each rewriting; a node that became part of another one's kernel has none.
 */
public final class KernelNames {
    /** What ONNX Runtime 1.29 appends when it rewrites a node. */
    private static final String REWRITTEN = "(_token_\\d+|_nchwc|/QuickGeluFusion/|_quant|_transformed)+$";

    private final Map<String, Node> nodes = new HashMap<>();

    public KernelNames(Graph graph) {
        for (Node node : graph.nodes()) {
            node.outputs().forEach(output -> nodes.put(output, node));
        }
        // A node's own name says more than a value's that happens to be the same.
        graph.nodes().forEach(node -> nodes.put(node.name(), node));
    }

    /** The node, or null if none stands behind the kernel, such as a change of memory layout. */
    public @Nullable Node node(String kernel) {
        Node same = nodes.get(kernel);
        return same == null ? nodes.get(kernel.replaceFirst(REWRITTEN, "")) : same;
    }
}
