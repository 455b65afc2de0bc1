package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.ValueInfo;
import java.util.HashSet;
import java.util.Set;

/** The graph has outputs, each once, and each is defined. */
final class OutputsProduced implements GraphRule {
    @Override
    public String id() {
        return "outputs-produced";
    }

    @Override
    public void check(Graph graph, Findings findings) {

        Set<String> seen = new HashSet<>();
        for (ValueInfo out : graph.outputs()) {
            if (!graph.isDefined(out.name())) {
                findings.add(out.name(), "nothing produces this output");
            }
            if (!seen.add(out.name())) {
                findings.add(out.name(), "two outputs have this name");
            }
        }
        if (seen.isEmpty()) {
            findings.add(graph, "the graph has no output");
        }
    }
}
