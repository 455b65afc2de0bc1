package dev.visor.compression.channel.operator;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.rewrite.Constants;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node whose inputs and outputs lose channels; its weights are whole still.
 *
 * @param axes what stays of an axis of a value; null if all of it does
 * @param shapes of all values as they were
 */
public record Shrink(Graph graph, Node node, Axes axes, Map<String, ValueInfo> shapes) {
    /** What stays of values. */
    @FunctionalInterface
    public interface Axes {
        @Nullable
        Kept kept(String value, int axis);
    }

    @Nullable
    Kept input(int input, int axis) {
        return axes.kept(node.input(input), axis);
    }

    @Nullable
    Kept output(int output, int axis) {
        return axes.kept(node.output(output), axis);
    }

    /** Sizes of a value's axes as they were; null if they aren't known. */
    long @Nullable [] dims(String value) {
        ValueInfo info = shapes.get(value);
        Shape shape = info == null ? null : info.shape();
        return shape == null || !shape.isStatic() ? null : shape.toArray();
    }

    /** The integers of a constant input; null if it isn't constant. */
    long @Nullable [] longs(int input) {
        Tensor constant = node.hasInput(input) ? Constants.of(graph, node.input(input)) : null;
        return constant == null ? null : constant.longs();
    }

    /** Makes an input read other integers; what else reads the old ones still does. */
    void setLongs(int input, long... values) {
        String before = node.input(input);
        Tensor old = before.isEmpty() ? null : Constants.of(graph, before);
        long[] dims = old != null && old.rank() == 0 ? new long[0] : new long[] {values.length};
        Tensor tensor = old != null && old.type() == ElementType.INT32
                ? Tensor.ofInts(
                        dims, Arrays.stream(values).mapToInt(Math::toIntExact).toArray())
                : Tensor.ofLongs(dims, values);
        node.setInput(input, graph.addInitializer(before.isEmpty() ? node.output() + "_sizes" : before, tensor));
        if (!graph.isUsed(before)) {
            graph.removeInitializer(before);
        }
    }
}
