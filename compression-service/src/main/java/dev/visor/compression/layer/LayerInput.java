package dev.visor.compression.layer;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.runtime.TensorValue;
import java.nio.ByteBuffer;

/** What a layer reads, element by element, in floating point. */
public final class LayerInput {
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

    /** Floats. */
    public static LayerInput floats(TensorValue value) {
        return new LayerInput(value, 1, 0);
    }

    /** 8-bit integers that stand for {@code (integer − zero) · scale}. */
    public static LayerInput integers(TensorValue value, float scale, int zero) {
        return new LayerInput(value, scale, zero);
    }

    /** Rows of a plane; 1 for a value of one dimension. */
    public int height() {
        return height;
    }

    /** Columns of a plane. */
    public int width() {
        return width;
    }

    /** The element at a place in memory order. */
    public float get(int index) {
        return switch (type) {
            case UINT8 -> (Byte.toUnsignedInt(data.get(index)) - zero) * scale;
            case INT8 -> (data.get(index) - zero) * scale;
            default -> data.getFloat(4 * index);
        };
    }
}
