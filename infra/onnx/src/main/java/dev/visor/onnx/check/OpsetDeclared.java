package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;

/** Every domain that a node uses is among the opset imports. */
final class OpsetDeclared implements GraphRule {
    @Override
    public String id() {
        return "opset-declared";
    }

    @Override
    public void check(Graph graph, Findings findings) {

        for (Node n : graph.nodes()) {
            if (!graph.opsetImports().containsKey(n.domain())) {
                findings.add(
                        n,
                        "domain \"" + n.domain() + "\" is not among the opset imports "
                                + graph.opsetImports().keySet());
            }
        }
    }
}
