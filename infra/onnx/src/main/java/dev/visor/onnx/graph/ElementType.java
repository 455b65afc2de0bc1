package dev.visor.onnx.graph;

/**
 * The element types of ONNX IR 13, with their wire numbers ({@code TensorProto.DataType}) and widths in bits.
 * Types narrower than a byte are packed, low bits first. {@link #STRING} has no fixed width (0).
 */
public enum ElementType {
    UNDEFINED(0, 0),
    FLOAT(1, 32),
    UINT8(2, 8),
    INT8(3, 8),
    UINT16(4, 16),
    INT16(5, 16),
    INT32(6, 32),
    INT64(7, 64),
    STRING(8, 0),
    BOOL(9, 8),
    FLOAT16(10, 16),
    DOUBLE(11, 64),
    UINT32(12, 32),
    UINT64(13, 64),
    COMPLEX64(14, 64),
    COMPLEX128(15, 128),
    BFLOAT16(16, 16),
    FLOAT8E4M3FN(17, 8),
    FLOAT8E4M3FNUZ(18, 8),
    FLOAT8E5M2(19, 8),
    FLOAT8E5M2FNUZ(20, 8),
    UINT4(21, 4),
    INT4(22, 4),
    FLOAT4E2M1(23, 4),
    FLOAT8E8M0(24, 8),
    UINT2(25, 2),
    INT2(26, 2);

    private static final ElementType[] BY_CODE = values();

    private final int code;
    private final int bits;

    ElementType(int code, int bits) {
        this.code = code;
        this.bits = bits;
    }

    /** The number this type has on the wire. */
    public int code() {
        return code;
    }

    /** Width of one element in bits; 0 for strings and undefined. */
    public int bits() {
        return bits;
    }

    /** Bytes that {@code elements} of this type take when packed. */
    public long byteSize(long elements) {
        return Math.ceilDiv(Math.multiplyExact(elements, bits), 8);
    }

    public boolean isFloatingPoint() {
        return this == FLOAT || this == FLOAT16 || this == BFLOAT16 || this == DOUBLE;
    }

    /** Whether this is a number known to ONNX IR 13. */
    public static boolean isKnown(int code) {
        return code >= 0 && code < BY_CODE.length;
    }

    /** The type with this wire number. */
    public static ElementType of(int code) {
        if (!isKnown(code)) {
            throw new GraphFormatException(
                    "element type " + code + " is not one of ONNX IR 13 (0 to " + (BY_CODE.length - 1) + ")");
        }
        return BY_CODE[code];
    }
}
