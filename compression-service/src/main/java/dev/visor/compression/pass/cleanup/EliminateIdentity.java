package dev.visor.compression.pass.cleanup;

import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassId;
import dev.visor.compression.pass.PassResult;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes out {@code Identity} nodes (ONNX Identity-1).
 *
 * <pre>
 * y = Conv(x, w); z = Identity(y); u = Relu(z)   →   y = Conv(x, w); u = Relu(y)
 * </pre>
 *
 * Leaves an identity alone that joins an input or a constant to an output of the model, since both names must stay.
 */
@PassId(value = "eliminate-identity", description = "Takes out Identity nodes.")
public record EliminateIdentity() implements GraphPass {
    @Override
    public PassResult apply(Graph graph, PassContext context) {
        int changes = 0;
        List<String> notes = new ArrayList<>();
        for (Node node : List.copyOf(graph.nodes())) {
            if (!node.is("Identity")) {
                continue;
            }
            String in = node.input(0);
            String out = node.output();
            if (!graph.isOutput(out)) {
                graph.replaceAllUses(out, in);
                graph.remove(node);
                graph.removeValueInfo(out);
                changes++;
            } else if (takesOverOutput(graph, node, in, out)) {
                changes++;
            } else {
                notes.add("%s joins '%s' to output '%s', both names must stay".formatted(node, in, out));
            }
        }
        return PassResult.of(changes, notes);
    }

    /** Lets the node before produce the output itself. */
    private static boolean takesOverOutput(Graph graph, Node node, String in, String out) {
        Node producer = graph.producer(in);
        if (producer == null || graph.isOutput(in)) {
            return false;
        }
        graph.remove(node);
        graph.replaceAllUses(in, out);
        producer.setOutput(producer.outputs().indexOf(in), out);
        graph.removeValueInfo(in);
        return true;
    }
}
