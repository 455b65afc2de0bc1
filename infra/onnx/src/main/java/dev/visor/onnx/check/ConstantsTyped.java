package dev.visor.onnx.check;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;

/** Inputs have an element type, and a constant that is declared as an input or value has that type and shape. */
final class ConstantsTyped implements GraphRule {
    @Override
    public String id() {
        return "constants-typed";
    }

    @Override
    public void check(Graph graph, Findings findings) {

        for (ValueInfo in : graph.runtimeInputs()) {
            if (in.type() == ElementType.UNDEFINED) {
                findings.add(in.name(), "the input has no element type");
            }
        }
        graph.inputs().forEach(v -> compare(graph, v, findings));
        graph.valueInfos().forEach(v -> compare(graph, v, findings));
    }

    private static void compare(Graph graph, ValueInfo declared, Findings findings) {
        Tensor constant = graph.initializer(declared.name());
        if (constant == null) {
            return;
        }
        Shape shape = declared.shape();
        boolean fits = (declared.type() == ElementType.UNDEFINED || declared.type() == constant.type())
                && (shape == null || !shape.isStatic() || shape.equals(constant.shape()));
        if (!fits) {
            findings.add(declared.name(), "declared as " + declared + ", but the constant is " + constant);
        }
    }
}
