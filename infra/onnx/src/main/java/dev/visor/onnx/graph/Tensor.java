package dev.visor.onnx.graph;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * An immutable constant: element type, dimensions and packed little-endian bytes, row-major.
 *
 * <p>Conversions copy. {@link #buffer()} and {@link #data()} share. String tensors are not held (see
 * {@link GraphReader}); types narrower than a byte are held packed and unpacked by {@link #longs()}.
 */
public final class Tensor {
    private final ElementType type;
    private final long[] dims;
    private final long elements;
    private final ByteString data;

    private Tensor(ElementType type, long[] dims, ByteString data) {
        this.type = Objects.requireNonNull(type);
        this.dims = dims.clone();
        this.elements = elements(dims);
        this.data = data;
        if (type.bits() == 0) {
            throw new GraphFormatException("a constant of type " + type + " has no fixed element width");
        }
        long expected = type.byteSize(elements);
        if (data.size() != expected) {
            throw new GraphFormatException("a " + type + " constant of shape " + Arrays.toString(dims) + " takes "
                    + expected + " bytes, but has " + data.size());
        }
    }

    /** A tensor over bytes already in ONNX's packed little-endian layout; the byte string is shared. */
    public static Tensor of(ElementType type, long[] dims, ByteString littleEndian) {
        return new Tensor(type, dims, littleEndian);
    }

    public static Tensor ofRaw(ElementType type, long[] dims, byte[] littleEndian) {
        return new Tensor(type, dims, ByteString.copyFrom(littleEndian));
    }

    public static Tensor ofFloats(long[] dims, float... values) {
        ByteBuffer out = allocate(values.length, Float.BYTES);
        out.asFloatBuffer().put(values);
        return new Tensor(ElementType.FLOAT, dims, wrap(out));
    }

    /** Rounds to the nearest half, ties to even, as {@link Float#floatToFloat16(float)} does. */
    public static Tensor ofHalves(long[] dims, float... values) {
        ByteBuffer out = allocate(values.length, Short.BYTES);
        for (float v : values) {
            out.putShort(Float.floatToFloat16(v));
        }
        return new Tensor(ElementType.FLOAT16, dims, wrap(out.rewind()));
    }

    public static Tensor ofLongs(long[] dims, long... values) {
        ByteBuffer out = allocate(values.length, Long.BYTES);
        out.asLongBuffer().put(values);
        return new Tensor(ElementType.INT64, dims, wrap(out));
    }

    public static Tensor ofInts(long[] dims, int... values) {
        ByteBuffer out = allocate(values.length, Integer.BYTES);
        out.asIntBuffer().put(values);
        return new Tensor(ElementType.INT32, dims, wrap(out));
    }

    /** One byte an element: {@code INT8}, {@code UINT8}, {@code BOOL} or an 8-bit float. */
    public static Tensor ofBytes(ElementType type, long[] dims, byte... values) {
        if (type.bits() != 8) {
            throw new GraphFormatException(type + " takes " + type.bits() + " bits an element, not 8");
        }
        return new Tensor(type, dims, ByteString.copyFrom(values));
    }

    public static Tensor scalar(float value) {
        return ofFloats(new long[0], value);
    }

    public static Tensor scalar(long value) {
        return ofLongs(new long[0], value);
    }

    /** A one-dimensional {@code INT64} tensor, as shapes and axes are given. */
    public static Tensor vector(long... values) {
        return ofLongs(new long[] {values.length}, values);
    }

    public static Tensor vector(float... values) {
        return ofFloats(new long[] {values.length}, values);
    }

    public ElementType type() {
        return type;
    }

    public long[] dims() {
        return dims.clone();
    }

    public long dim(int index) {
        return dims[index < 0 ? index + dims.length : index];
    }

    public int rank() {
        return dims.length;
    }

    public Shape shape() {
        return Shape.of(dims);
    }

    /** Number of elements; 1 for a scalar. */
    public long elements() {
        return elements;
    }

    /** Number of elements as an array length. */
    public int length() {
        return Math.toIntExact(elements);
    }

    public long sizeBytes() {
        return data.size();
    }

    /** The packed little-endian bytes, shared. */
    public ByteString data() {
        return data;
    }

    /** A read-only little-endian view. */
    public ByteBuffer buffer() {
        // The view of a part starts at that part's offset; absolute reads need it at 0.
        return data.asReadOnlyByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The packed bytes, copied. */
    public byte[] bytes() {
        return data.toByteArray();
    }

    /** Every element as a float. Integers convert exactly up to 2^24. */
    public float[] floats() {
        float[] out = new float[length()];
        ByteBuffer in = buffer();
        switch (type) {
            case FLOAT -> in.asFloatBuffer().get(out);
            case FLOAT16 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = Float.float16ToFloat(in.getShort(2 * i));
                }
            }
            case BFLOAT16 -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = Float.intBitsToFloat(in.getShort(2 * i) << 16);
                }
            }
            case DOUBLE -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = (float) in.getDouble(8 * i);
                }
            }
            default -> {
                for (int i = 0; i < out.length; i++) {
                    out[i] = integer(in, i);
                }
            }
        }
        return out;
    }

    /** Every element of an integer or boolean tensor; {@code UINT64} by its bits. */
    public long[] longs() {
        long[] out = new long[length()];
        ByteBuffer in = buffer();
        if (type == ElementType.INT64) {
            in.asLongBuffer().get(out);
            return out;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = integer(in, i);
        }
        return out;
    }

    /** Every element of an integer tensor, each of which must fit an {@code int}. */
    public int[] ints() {
        long[] wide = longs();
        int[] out = new int[wide.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.toIntExact(wide[i]);
        }
        return out;
    }

    /** The only element, as a float. */
    public float scalarFloat() {
        requireSingle();
        return floats()[0];
    }

    /** The only element of an integer tensor. */
    public long scalarLong() {
        requireSingle();
        return integer(buffer(), 0);
    }

    /** The same bytes under other dimensions of the same product. */
    public Tensor reshape(long... newDims) {
        return new Tensor(type, newDims, data);
    }

    private void requireSingle() {
        if (elements != 1) {
            throw new GraphFormatException("expected one element, found shape " + Arrays.toString(dims));
        }
    }

    private long integer(ByteBuffer in, int i) {
        return switch (type) {
            case INT64, UINT64 -> in.getLong(8 * i);
            case INT32 -> in.getInt(4 * i);
            case UINT32 -> Integer.toUnsignedLong(in.getInt(4 * i));
            case INT16 -> in.getShort(2 * i);
            case UINT16 -> Short.toUnsignedLong(in.getShort(2 * i));
            case INT8 -> in.get(i);
            case UINT8, BOOL -> Byte.toUnsignedLong(in.get(i));
            case UINT4 -> (in.get(i / 2) >> 4 * (i % 2)) & 0xF;
            case INT4 -> (byte) (in.get(i / 2) >> 4 * (i % 2) << 4) >> 4;
            case UINT2 -> (in.get(i / 4) >> 2 * (i % 4)) & 0x3;
            case INT2 -> (byte) (in.get(i / 4) >> 2 * (i % 4) << 6) >> 6;
            default -> throw new GraphFormatException("a " + type + " tensor doesn't hold integers");
        };
    }

    private static long elements(long[] dims) {
        long product = 1;
        for (long d : dims) {
            if (d < 0) {
                throw new GraphFormatException("a constant's dimension must be ≥ 0, found " + Arrays.toString(dims));
            }
            try {
                product = Math.multiplyExact(product, d);
            } catch (ArithmeticException e) {
                throw new GraphFormatException("dimensions " + Arrays.toString(dims) + " overflow 64 bits", e);
            }
        }
        return product;
    }

    private static ByteBuffer allocate(int elements, int width) {
        return ByteBuffer.allocate(Math.multiplyExact(elements, width)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteString wrap(ByteBuffer fresh) {
        return com.google.protobuf.UnsafeByteOperations.unsafeWrap(fresh);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Tensor t && type == t.type && Arrays.equals(dims, t.dims) && data.equals(t.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, Arrays.hashCode(dims), data);
    }

    @Override
    public String toString() {
        return type + Arrays.toString(dims);
    }
}
