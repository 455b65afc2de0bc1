package dev.visor.compression.pass.repair;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a layer reads, element by element, in floating point. */
final class LayerInput {
    private final ByteBuffer data;
    private final ElementType type;
    private final float scale;
    private final int zero;
    private final int height;
    private final int width;

    private LayerInput(TensorValue value, float scale, int zero) {
        this.data = value.data();
        this.type = value.type();
        this.scale = scale;
        this.zero = zero;
        this.height = value.rank() < 2 ? 1 : Math.toIntExact(value.dim(-2));
        this.width = Math.toIntExact(value.dim(-1));
    }

    /** The input of a layer; null where it isn't floats or 8-bit integers of one scale. */
    static @Nullable LayerInput of(Graph graph, QuantizedLayer layer, TensorValue value) {
        if (value.type() == ElementType.FLOAT) {
            return new LayerInput(value, 1, 0);
        }
        Node dequantize = graph.producer(layer.node().input(0));
        float scale = layer.inputScale(graph);
        if (dequantize == null
                || scale == 0
                || !(value.type() == ElementType.UINT8 || value.type() == ElementType.INT8)) {
            return null;
        }
        Tensor zero = graph.initializer(dequantize.input(2));
        return new LayerInput(value, scale, zero == null ? 0 : Math.toIntExact(zero.scalarLong()));
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    float get(int index) {
        return switch (type) {
            case UINT8 -> (Byte.toUnsignedInt(data.get(index)) - zero) * scale;
            case INT8 -> (data.get(index) - zero) * scale;
            default -> data.getFloat(4 * index);
        };
    }
}
