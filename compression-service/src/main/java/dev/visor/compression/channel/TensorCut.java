package dev.visor.compression.channel;

import dev.visor.onnx.graph.Tensor;
import java.nio.ByteBuffer;

/** Parts of tensors. */
final class TensorCut {
    private static final int BITS = 8;

    private TensorCut() {}

    /** The tensor with these indices of an axis alone; its type has a whole number of bytes. */
    static Tensor along(Tensor tensor, int axis, int[] indices) {
        long[] dims = tensor.dims();
        int size = Math.toIntExact(dims[axis]);
        int inner = tensor.type().bits() / BITS;
        for (int d = axis + 1; d < dims.length; d++) {
            inner *= Math.toIntExact(dims[d]);
        }
        int outer = 1;
        for (int d = 0; d < axis; d++) {
            outer *= Math.toIntExact(dims[d]);
        }
        byte[] bytes = tensor.bytes();
        ByteBuffer out = ByteBuffer.allocate(outer * indices.length * inner);
        for (int o = 0; o < outer; o++) {
            for (int index : indices) {
                out.put(bytes, (o * size + index) * inner, inner);
            }
        }
        dims[axis] = indices.length;
        return Tensor.ofRaw(tensor.type(), dims, out.array());
    }
}
