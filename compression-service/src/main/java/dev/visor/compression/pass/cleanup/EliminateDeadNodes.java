package dev.visor.compression.pass.cleanup;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import java.util.List;

/**
 * Takes out nodes whose results nobody reads, constants nobody reads, and declarations of values that no longer exist.
 *
 * <pre>
 * y = Relu(x); z = Exp(x); output y   →   y = Relu(x); output y
 * </pre>
 *
 * Leaves the model's inputs alone, read or not.
 */
@PassId(value = "eliminate-dead-nodes", description = "Takes out nodes and constants that no output depends on.")
public record EliminateDeadNodes() implements GraphPass {
    @Override
    public PassResult apply(Graph graph, PassContext context) {
        int changes = 0;
        List<Node> nodes = List.copyOf(graph.nodes());
        for (Node node : nodes.reversed()) {
            if (node.outputs().stream().noneMatch(out -> !out.isEmpty() && graph.isUsed(out))) {
                graph.remove(node);
                changes++;
            }
        }
        for (String constant : List.copyOf(graph.initializers().keySet())) {
            if (!graph.isUsed(constant)) {
                graph.removeInitializer(constant);
                changes++;
            }
        }
        for (ValueInfo info : List.copyOf(graph.valueInfos())) {
            if (!graph.isDefined(info.name())) {
                graph.removeValueInfo(info.name());
            }
        }
        return PassResult.of(changes);
    }
}
