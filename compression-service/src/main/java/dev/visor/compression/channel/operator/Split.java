package dev.visor.compression.channel.operator;

import java.util.Arrays;
import java.util.Objects;

/** {@code Split}: parts of an axis, by sizes or equal. Afterwards all sizes are said. */
record Split() implements ChannelRule {
    @Override
    public void tie(Site s) {
        if (s.rank(0) == 0) {
            return;
        }
        int along = along(s.node().attributes().getInt("axis", 0), s.rank(0));
        int[] whole = s.peek(0, along);
        int at = 0;
        for (int output = 0; output < s.node().outputs().size(); output++) {
            long[] dims = s.outputDims(output);
            if (dims == null) {
                return;
            }
            for (int axis = 0; axis < dims.length; axis++) {
                if (axis != along) {
                    s.pass(0, axis, output, axis);
                }
            }
            int next = at + Math.toIntExact(dims[along]);
            if (whole != null) {
                s.give(output, along, Arrays.copyOfRange(s.take(0, along), at, next));
            }
            at = next;
        }
    }

    private static int along(long axis, int rank) {
        return Math.floorMod(Math.toIntExact(axis), rank);
    }

    @Override
    public void shrink(Shrink s) {
        long[] whole = s.dims(s.node().input(0));
        int along = whole == null ? 0 : along(s.node().attributes().getInt("axis", 0), whole.length);
        if (s.input(0, along) == null) {
            return;
        }
        long[] sizes = new long[s.node().outputs().size()];
        for (int output = 0; output < sizes.length; output++) {
            Kept kept = s.output(output, along);
            long[] dims = Objects.requireNonNull(s.dims(s.node().output(output)));
            sizes[output] = kept == null ? dims[along] : kept.count();
        }
        s.node().attributes().remove("num_outputs");
        if (s.graph().opset() >= 13) {
            s.setLongs(1, sizes);
        } else {
            s.node().attributes().setInts("split", sizes);
        }
    }
}
