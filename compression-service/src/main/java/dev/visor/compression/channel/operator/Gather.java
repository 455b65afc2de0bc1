package dev.visor.compression.channel.operator;

import dev.visor.onnx.graph.Tensor;
import java.util.Arrays;

/** {@code Gather} with constant indices: what they choose, in their order; a single one takes the axis away and stays. */
record Gather() implements ChannelRule {
    @Override
    public void tie(Site s) {
        int rank = s.rank(0);
        Tensor indices = s.constant(1);
        if (rank == 0) {
            return;
        }
        int along = along(s.node().attributes().getInt("axis", 0), rank);
        long[] dims = s.dims(1);
        if (dims == null) {
            return;
        }
        for (int axis = 0; axis < rank; axis++) {
            if (axis != along) {
                s.pass(0, axis, 0, axis < along ? axis : axis + dims.length - 1);
            }
        }
        if (indices == null || indices.rank() > 1) {
            return;
        }
        int[] all = s.take(0, along);
        if (all == null) {
            return;
        }
        int[] chosen = Arrays.stream(indices.longs())
                .mapToInt(i -> all[Math.floorMod((int) i, all.length)])
                .toArray();
        if (indices.rank() == 0) {
            s.protect(chosen, s.title() + " chooses it alone");
        } else {
            s.give(0, along, chosen);
        }
    }

    private static int along(long axis, int rank) {
        return Math.floorMod(Math.toIntExact(axis), rank);
    }

    @Override
    public void shrink(Shrink s) {
        long[] dims = s.dims(s.node().input(0));
        long[] indices = s.longs(1);
        if (dims == null || indices == null) {
            return;
        }
        Kept kept = s.input(0, along(s.node().attributes().getInt("axis", 0), dims.length));
        if (kept != null) {
            s.setLongs(
                    1,
                    Arrays.stream(indices)
                            .mapToInt(i -> Math.floorMod((int) i, kept.size()))
                            .filter(kept::keeps)
                            .mapToLong(kept::position)
                            .toArray());
        }
    }
}
