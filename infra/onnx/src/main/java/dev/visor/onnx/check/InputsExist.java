package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;

/** Everything a node reads, nested graphs included, is defined somewhere. */
final class InputsExist implements GraphRule {
    @Override
    public String id() {
        return "inputs-exist";
    }

    @Override
    public void check(Graph graph, Findings findings) {

        for (Node n : graph.nodes()) {
            for (String in : n.reads()) {
                if (!graph.isDefined(in)) {
                    findings.add(n, "reads \"" + in + "\", which nothing produces");
                }
            }
        }
    }
}
