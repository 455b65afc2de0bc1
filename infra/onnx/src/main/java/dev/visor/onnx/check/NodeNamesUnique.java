package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.HashSet;
import java.util.Set;

/** No two nodes share a name; empty names are no names. */
final class NodeNamesUnique implements GraphRule {
    @Override
    public String id() {
        return "node-names-unique";
    }

    @Override
    public void check(Graph graph, Findings findings) {

        Set<String> seen = new HashSet<>();
        for (Node n : graph.nodes()) {
            if (!n.name().isEmpty() && !seen.add(n.name())) {
                findings.add(n, "another node has this name");
            }
        }
    }
}
