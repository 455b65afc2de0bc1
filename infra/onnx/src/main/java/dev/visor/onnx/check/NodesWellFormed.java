package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;

/** Every node has an operator and at least one output. */
final class NodesWellFormed implements GraphRule {
    @Override
    public String id() {
        return "nodes-well-formed";
    }

    @Override
    public void check(Graph graph, Findings findings) {

        for (Node n : graph.nodes()) {
            if (n.opType().isEmpty()) {
                findings.add(n, "the node has no operator");
            }
            if (n.outputs().stream().allMatch(String::isEmpty)) {
                findings.add(n, "the node has no output");
            }
        }
    }
}
