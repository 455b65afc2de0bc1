package dev.visor.onnx.stats;

import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Multiply-accumulates of one node, float or integer, from its values' shapes; 0 where they aren't known. */
final class Macs {
    private Macs() {}

    static long of(Node n, Map<String, ValueInfo> shapes) {
        return switch (n.opType()) {
            case "Conv", "ConvInteger", "FusedConv" -> conv(shape(shapes, n.input(1)), shape(shapes, n.output()));
            case "QLinearConv" -> conv(shape(shapes, n.input(3)), shape(shapes, n.output()));
            case "ConvTranspose" -> conv(shape(shapes, n.input(1)), shape(shapes, n.input(0)));
            case "MatMul", "MatMulInteger", "FusedMatMul", "QLinearMatMul" ->
                product(shape(shapes, n.input(0)), shape(shapes, n.output()), false);
            case "Gemm" ->
                product(
                        shape(shapes, n.input(0)),
                        shape(shapes, n.output()),
                        n.attributes().getInt("transA", 0) != 0);
            default -> 0;
        };
    }

    /** Each element of {@code swept} (N, C, space) meets one filter {@code [·, C/group, kernel]} of the weights. */
    private static long conv(@Nullable Shape weights, @Nullable Shape swept) {
        if (weights == null || swept == null || !weights.isStatic() || !swept.isStatic() || weights.dim(0) == 0) {
            return 0;
        }
        return swept.elements() * (weights.elements() / weights.dim(0));
    }

    private static long product(@Nullable Shape left, @Nullable Shape result, boolean transposed) {
        if (left == null || result == null || !left.isStatic() || !result.isStatic() || left.rank() == 0) {
            return 0;
        }
        return result.elements() * left.dim(transposed ? 0 : -1);
    }

    private static @Nullable Shape shape(Map<String, ValueInfo> shapes, String value) {
        ValueInfo info = shapes.get(value);
        return info == null ? null : info.shape();
    }
}
