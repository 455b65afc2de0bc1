package dev.visor.onnx.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.visor.onnx.proto.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Constants between the wire, which has a list for each family of types, and {@link Tensor}'s packed bytes. */
final class TensorCodec {
    private TensorCodec() {}

    static Tensor read(TensorProto p) {
        if (p.getDataLocation() == TensorProto.DataLocation.EXTERNAL || p.getExternalDataCount() > 0) {
            throw new GraphFormatException("constant \"" + p.getName()
                    + "\" keeps its data in another file; save the model with all data inside it");
        }
        if (p.hasSegment()) {
            throw new GraphFormatException("constant \"" + p.getName() + "\" is a segment of another one");
        }
        ElementType type = ElementType.of(p.getDataType());
        long[] dims = new long[p.getDimsCount()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = p.getDims(i);
        }
        try {
            return Tensor.of(type, dims, p.hasRawData() ? p.getRawData() : packed(p, type));
        } catch (GraphFormatException e) {
            throw new GraphFormatException("constant \"" + p.getName() + "\": " + e.getMessage(), e);
        }
    }

    private static ByteString packed(TensorProto p, ElementType type) {
        return switch (type) {
            case FLOAT, COMPLEX64 -> {
                ByteBuffer out = allocate(p.getFloatDataCount(), 4);
                for (int i = 0; i < p.getFloatDataCount(); i++) {
                    out.putFloat(p.getFloatData(i));
                }
                yield wrap(out);
            }
            case DOUBLE, COMPLEX128 -> {
                ByteBuffer out = allocate(p.getDoubleDataCount(), 8);
                for (int i = 0; i < p.getDoubleDataCount(); i++) {
                    out.putDouble(p.getDoubleData(i));
                }
                yield wrap(out);
            }
            case INT64 -> {
                ByteBuffer out = allocate(p.getInt64DataCount(), 8);
                for (int i = 0; i < p.getInt64DataCount(); i++) {
                    out.putLong(p.getInt64Data(i));
                }
                yield wrap(out);
            }
            case UINT64, UINT32 -> {
                int width = type.bits() / 8;
                ByteBuffer out = allocate(p.getUint64DataCount(), width);
                for (int i = 0; i < p.getUint64DataCount(); i++) {
                    if (width == 8) {
                        out.putLong(p.getUint64Data(i));
                    } else {
                        out.putInt((int) p.getUint64Data(i));
                    }
                }
                yield wrap(out);
            }
            case STRING, UNDEFINED -> throw new GraphFormatException(type + " constants are not supported");
            default -> {
                // The rest share int32_data. Types narrower than a byte come packed in its low bytes.
                int width = Math.max(1, type.bits() / 8);
                ByteBuffer out = allocate(p.getInt32DataCount(), width);
                for (int i = 0; i < p.getInt32DataCount(); i++) {
                    int v = p.getInt32Data(i);
                    switch (width) {
                        case 1 -> out.put((byte) v);
                        case 2 -> out.putShort((short) v);
                        default -> out.putInt(v);
                    }
                }
                yield wrap(out);
            }
        };
    }

    static TensorProto write(String name, Tensor t) {
        TensorProto.Builder b =
                TensorProto.newBuilder().setDataType(t.type().code()).setRawData(t.data());
        for (long d : t.dims()) {
            b.addDims(d);
        }
        if (!name.isEmpty()) {
            b.setName(name);
        }
        return b.build();
    }

    private static ByteBuffer allocate(int count, int width) {
        return ByteBuffer.allocate(Math.multiplyExact(count, width)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteString wrap(ByteBuffer full) {
        return UnsafeByteOperations.unsafeWrap(full.rewind());
    }
}
