package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import java.util.HashSet;
import java.util.Set;

/** Every value comes from one place: an input, a constant or one node output. */
final class SingleProducer implements GraphRule {
    @Override
    public String id() {
        return "single-producer";
    }

    @Override
    public void check(Graph graph, Findings findings) {

        Set<String> seen = new HashSet<>(graph.initializers().keySet());
        Set<String> inputs = new HashSet<>();
        for (ValueInfo in : graph.inputs()) {
            if (!inputs.add(in.name())) {
                findings.add(in.name(), "two inputs have this name");
            }
        }
        // A constant may stand among the inputs: then it is that input's default.
        seen.addAll(inputs);
        for (Node n : graph.nodes()) {
            for (String out : n.outputs()) {
                if (!out.isEmpty() && !seen.add(out)) {
                    findings.add(n, "output \"" + out + "\" is produced elsewhere too");
                }
            }
        }
    }
}
