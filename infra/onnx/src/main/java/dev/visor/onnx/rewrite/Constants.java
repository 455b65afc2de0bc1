package dev.visor.onnx.rewrite;

import dev.visor.onnx.graph.Attribute;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import org.jspecify.annotations.Nullable;

/** Values that are known before a model runs. */
public final class Constants {
    private Constants() {}

    /**
     * The constant behind a value: an initializer, or the output of a {@code Constant} node. Null otherwise, and
     * null for an initializer that is also an input, which a caller may replace (IR ≥ 4; before, all initializers
     * had to be inputs and none could be replaced).
     */
    public static @Nullable Tensor of(Graph graph, String value) {
        Tensor initializer = graph.initializer(value);
        if (initializer != null) {
            return graph.irVersion() >= 4 && graph.isInput(value) ? null : initializer;
        }
        Node producer = graph.producer(value);
        return producer != null && producer.is("Constant") ? ofNode(producer) : null;
    }

    /** The value of a {@code Constant} node in all of its forms but strings and sparse tensors, else null. */
    public static @Nullable Tensor ofNode(Node constant) {
        for (var entry : constant.attributes().asMap().entrySet()) {
            Tensor value = switch (entry.getValue()) {
                case Attribute.OfTensor(Tensor t) -> t;
                case Attribute.Float(float f) -> Tensor.scalar(f);
                case Attribute.Int(long i) -> Tensor.scalar(i);
                case Attribute.Floats floats ->
                    Tensor.vector(constant.attributes().getFloats(entry.getKey()));
                case Attribute.Ints ints -> Tensor.vector(constant.attributes().getInts(entry.getKey()));
                default -> null;
            };
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    public static boolean isConstant(Graph graph, String value) {
        return of(graph, value) != null;
    }
}
