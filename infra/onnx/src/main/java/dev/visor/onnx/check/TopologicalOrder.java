package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import java.util.HashSet;
import java.util.Set;

/** Every node stands after the nodes it reads from. */
final class TopologicalOrder implements GraphRule {
    @Override
    public String id() {
        return "topological-order";
    }

    @Override
    public void check(Graph graph, Findings findings) {

        Set<String> produced = new HashSet<>();
        for (Node n : graph.nodes()) {
            for (String in : n.reads()) {
                Node from = graph.producer(in);
                if (from != null && !produced.contains(in)) {
                    findings.add(n, "reads \"" + in + "\" before " + from + " produces it");
                }
            }
            produced.addAll(n.outputs());
        }
    }
}
