package dev.visor.compression.pass.sharing;

import dev.visor.onnx.graph.Tensor;

/**
 * Which channel an element of a tensor belongs to.
 *
 * @param count of channels
 * @param inner elements between one channel and the next
 */
record Channels(int count, int inner) {
    /** Channels that lie along an axis. */
    static Channels of(Tensor tensor, int axis) {
        int inner = 1;
        for (int d = axis + 1; d < tensor.rank(); d++) {
            inner *= Math.toIntExact(tensor.dim(d));
        }
        return new Channels(Math.toIntExact(tensor.dim(axis)), inner);
    }

    /** Channel of the element at a place, row-major. */
    int of(int place) {
        return place / inner % count;
    }
}
