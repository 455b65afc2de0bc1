package dev.visor.onnx.runtime;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A tensor on its way into or out of a session: element type, shape and a direct buffer in native byte order.
 *
 * <p>{@link #overFloats} and {@link #over} share the caller's direct buffer, so it can be refilled and run again;
 * the other factories copy. The buffer must not be written while a run reads it.
 */
public final class TensorValue {
    private final ElementType type;
    private final long[] shape;
    private final ByteBuffer data;

    private TensorValue(ElementType type, long[] shape, ByteBuffer data) {
        long elements = 1;
        for (long d : shape) {
            if (d < 0) {
                throw new IllegalArgumentException("a tensor's dimension must be ≥ 0, found " + Arrays.toString(shape));
            }
            elements = Math.multiplyExact(elements, d);
        }
        long expected = type.byteSize(elements);
        if (data.remaining() != expected) {
            throw new IllegalArgumentException("a " + type + " tensor of shape " + Arrays.toString(shape) + " takes "
                    + expected + " bytes, the buffer has " + data.remaining());
        }
        this.type = type;
        this.shape = shape.clone();
        this.data = data;
    }

    /** Copies. */
    public static TensorValue ofFloats(long[] shape, float... values) {
        ByteBuffer data = direct((long) values.length * Float.BYTES);
        data.asFloatBuffer().put(values);
        return new TensorValue(ElementType.FLOAT, shape, data);
    }

    /** Copies. */
    public static TensorValue ofLongs(long[] shape, long... values) {
        ByteBuffer data = direct((long) values.length * Long.BYTES);
        data.asLongBuffer().put(values);
        return new TensorValue(ElementType.INT64, shape, data);
    }

    /** Copies unsigned bytes. */
    public static TensorValue ofUint8(long[] shape, byte... values) {
        ByteBuffer data = direct(values.length);
        data.put(0, values);
        return new TensorValue(ElementType.UINT8, shape, data);
    }

    /** Copies a constant. */
    public static TensorValue of(Tensor tensor) {
        ByteBuffer data = direct(tensor.sizeBytes());
        data.put(0, tensor.buffer(), 0, Math.toIntExact(tensor.sizeBytes()));
        return new TensorValue(tensor.type(), tensor.dims(), data);
    }

    /** All zero bytes. */
    public static TensorValue zeros(ElementType type, long... shape) {
        return new TensorValue(type, shape, direct(type.byteSize(product(shape))));
    }

    /** Shares a direct buffer in native order, from its position to its limit. */
    public static TensorValue over(ElementType type, long[] shape, ByteBuffer direct) {
        if (!direct.isDirect() || direct.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("the buffer must be direct and in native byte order");
        }
        return new TensorValue(type, shape, direct.slice().order(ByteOrder.nativeOrder()));
    }

    /** A float tensor to be filled through {@link #floatBuffer()}, as often as wanted. */
    public static TensorValue reusableFloats(long... shape) {
        return zeros(ElementType.FLOAT, shape);
    }

    public ElementType type() {
        return type;
    }

    public long[] shape() {
        return shape.clone();
    }

    public long dim(int index) {
        return shape[index < 0 ? index + shape.length : index];
    }

    public int rank() {
        return shape.length;
    }

    public long elements() {
        return product(shape);
    }

    /** The direct buffer, shared, from its start. */
    public ByteBuffer data() {
        return data.duplicate().order(ByteOrder.nativeOrder());
    }

    /** A float view of the buffer, shared. Only for {@link ElementType#FLOAT}. */
    public FloatBuffer floatBuffer() {
        if (type != ElementType.FLOAT) {
            throw new IllegalStateException("a " + type + " tensor has no float view; use floats()");
        }
        return data().asFloatBuffer();
    }

    /** Every element as a float, copied, from any number type. */
    public float[] floats() {
        if (type == ElementType.FLOAT) {
            float[] out = new float[Math.toIntExact(elements())];
            data().asFloatBuffer().get(out);
            return out;
        }
        return toTensor().floats();
    }

    /** Every element of an integer tensor, copied. */
    public long[] longs() {
        return toTensor().longs();
    }

    /** Copies into a constant. */
    public Tensor toTensor() {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new UnsupportedOperationException("constants can be taken from runs on little-endian machines only");
        }
        byte[] copy = new byte[data.capacity()];
        data.get(0, copy);
        return Tensor.ofRaw(type, shape, copy);
    }

    static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    private static long product(long[] shape) {
        long elements = 1;
        for (long d : shape) {
            elements = Math.multiplyExact(elements, d);
        }
        return elements;
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }
}
