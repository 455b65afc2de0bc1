package dev.visor.compression.channel.operator;

import java.util.stream.IntStream;

/**
 * Element-wise operators: axes are lined up from the last, and those of size 1 are repeated (ONNX's and NumPy's multidirectional
 * broadcasting). What meets in an element goes together.
 */
record Broadcast() implements ChannelRule {
    @Override
    public void tie(Site s) {
        long[] out = s.outputDims(0);
        if (out == null) {
            return;
        }
        int[] inputs = IntStream.range(0, s.node().inputs().size())
                .filter(s.node()::hasInput)
                .toArray();
        for (int axis = 0; axis < out.length; axis++) {
            give(s, axis, inputs);
        }
    }

    /** Gives the first output's axis the channels of these inputs. */
    static void give(Site s, int axis, int... inputs) {
        long[] out = s.outputDims(0);
        int[] joined = null;
        boolean first = true;
        for (int input : inputs) {
            long[] dims = s.dims(input);
            if (out == null || dims == null) {
                return;
            }
            int own = axis - (out.length - dims.length);
            if (own < 0 || dims[own] != out[axis] || dims[own] == 1) {
                continue;
            }
            int[] taken = s.take(input, own);
            joined = first ? taken : s.tie(joined, taken);
            first = false;
        }
        s.give(0, axis, joined);
    }

    /** Ties an input to the first output, into which it is broadcast. */
    static void into(Site s, int input) {
        long[] out = s.outputDims(0);
        long[] dims = s.dims(input);
        if (out == null || dims == null) {
            return;
        }
        for (int own = 0; own < dims.length; own++) {
            if (dims[own] > 1) {
                s.tie(s.take(input, own), s.given(0, own + out.length - dims.length));
            }
        }
    }
}
