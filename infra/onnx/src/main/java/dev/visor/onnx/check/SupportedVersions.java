package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;

/** IR 3 to 13 and default opset 7 to 26, which ONNX Runtime here loads. */
final class SupportedVersions implements GraphRule {
    @Override
    public String id() {
        return "supported-versions";
    }

    @Override
    public void check(Graph graph, Findings findings) {

        if (graph.irVersion() < 3 || graph.irVersion() > Graph.MAX_IR_VERSION) {
            findings.add(graph, "IR version must be 3 to " + Graph.MAX_IR_VERSION + ", is " + graph.irVersion());
        }
        if (graph.opset() < 7 || graph.opset() > Graph.MAX_OPSET) {
            findings.add(graph, "the default opset must be 7 to " + Graph.MAX_OPSET + ", is " + graph.opset());
        }
    }
}
