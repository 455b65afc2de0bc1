package dev.visor.onnx.rewrite;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Runs of nodes where each feeds only the next, so that they may be replaced as one. */
public final class Chains {
    private Chains() {}

    /**
     * The chain of default-domain operators that ends at {@code last}, first node first; empty when it isn't there.
     * Links go from first output to first input; an inner value that anything else reads, or that is a graph
     * output, breaks the chain.
     *
     * @param opTypes from the first node to {@code last}
     */
    public static List<Node> endingAt(Graph graph, Node last, String... opTypes) {
        List<Node> chain = new ArrayList<>();
        Node at = last;
        for (int i = opTypes.length - 1; i >= 0; i--) {
            if (at == null || !at.is(opTypes[i])) {
                return List.of();
            }
            if (at != last && graph.onlyConsumer(at.output()) == null) {
                return List.of();
            }
            chain.addFirst(at);
            at = graph.producer(at.input(0));
        }
        return chain;
    }
}
