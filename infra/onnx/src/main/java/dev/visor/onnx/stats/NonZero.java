package dev.visor.onnx.stats;

import dev.visor.onnx.graph.Tensor;
import java.nio.ByteBuffer;

/** Counts elements that aren't zero; both float zeros count as zero. */
final class NonZero {
    private NonZero() {}

    static long count(Tensor t) {
        ByteBuffer in = t.buffer();
        long out = 0;
        switch (t.type()) {
            case FLOAT -> {
                while (in.hasRemaining()) {
                    out += in.getFloat() != 0 ? 1 : 0;
                }
            }
            case DOUBLE -> {
                while (in.hasRemaining()) {
                    out += in.getDouble() != 0 ? 1 : 0;
                }
            }
            case FLOAT16, BFLOAT16 -> {
                while (in.hasRemaining()) {
                    out += (in.getShort() & 0x7FFF) != 0 ? 1 : 0;
                }
            }
            case INT8, UINT8, BOOL -> {
                while (in.hasRemaining()) {
                    out += in.get() != 0 ? 1 : 0;
                }
            }
            case INT4, UINT4, INT2, UINT2, INT16, UINT16, INT32, UINT32, INT64, UINT64 -> {
                for (long v : t.longs()) {
                    out += v != 0 ? 1 : 0;
                }
            }
            default -> out = t.elements();
        }
        return out;
    }
}
