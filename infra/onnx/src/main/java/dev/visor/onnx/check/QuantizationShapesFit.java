package dev.visor.onnx.check;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;

/**
 * Scale and zero point of {@code QuantizeLinear} and {@code DequantizeLinear} have one shape, and as many elements
 * as the constant they belong to has on the axis.
 */
final class QuantizationShapesFit implements GraphRule {
    @Override
    public String id() {
        return "quantization-shapes-fit";
    }

    @Override
    public void check(Graph graph, Findings findings) {
        for (Node n : graph.nodes()) {
            Tensor scale = graph.initializer(n.input(1));
            if (scale != null && (n.is("QuantizeLinear") || n.is("DequantizeLinear"))) {
                check(graph, n, scale, findings);
            }
        }
    }

    private static void check(Graph graph, Node n, Tensor scale, Findings findings) {
        Tensor zeroPoint = graph.initializer(n.input(2));
        if (zeroPoint != null && zeroPoint.elements() != scale.elements()) {
            findings.add(n, "scale " + scale + " and zero point " + zeroPoint + " differ in shape");
        }
        Tensor x = graph.initializer(n.input(0));
        if (x == null) {
            return;
        }
        boolean perAxis =
                scale.rank() == 1 && scale.elements() > 1 && n.attributes().getInt("block_size", 0) == 0;
        if (perAxis) {
            int axis = (int) n.attributes().getInt("axis", 1);
            int index = axis < 0 ? axis + x.rank() : axis;
            if (index < 0 || index >= x.rank() || x.dim(index) != scale.elements()) {
                findings.add(n, scale.elements() + " scales on axis " + axis + " of " + x);
            }
        }
        if (zeroPoint != null && n.is("DequantizeLinear") && x.type() != zeroPoint.type()) {
            findings.add(n, "the constant is " + x.type() + ", its zero point " + zeroPoint.type());
        }
    }
}
