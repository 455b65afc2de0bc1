package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;

/** The four constants of a {@code BatchNormalization} have one length. */
final class BatchNormalizationShapesFit implements GraphRule {
    @Override
    public String id() {
        return "batch-normalization-shapes-fit";
    }

    @Override
    public void check(Graph graph, Findings findings) {
        for (Node n : graph.nodes("BatchNormalization")) {
            Tensor scale = graph.initializer(n.input(1));
            for (int i = 2; scale != null && i <= 4; i++) {
                Tensor other = graph.initializer(n.input(i));
                if (other != null && other.elements() != scale.elements()) {
                    findings.add(
                            n,
                            "input " + i + " has " + other.elements() + " elements, the scale has " + scale.elements());
                }
            }
        }
    }
}
