package dev.visor.compression.channel.operator;

import java.util.stream.IntStream;

/**
 * {@code ReduceSum}, {@code ReduceMean}, {@code ReduceMax} and their like: other axes pass. A sum (of values, of squares, of
 * absolute values) counts a channel that is zero for nothing; a mean or maximum over channels needs them all.
 */
record Reduce(boolean sums) implements ChannelRule {
    @Override
    public void tie(Site s) {
        int rank = s.rank(0);
        boolean[] reduced = reduced(s, rank);
        if (reduced == null) {
            return;
        }
        boolean keeps = s.node().attributes().getInt("keepdims", 1) != 0;
        int out = 0;
        for (int axis = 0; axis < rank; axis++) {
            if (!reduced[axis]) {
                s.pass(0, axis, 0, out++);
            } else {
                out += keeps ? 1 : 0;
                if (sums && s.peek(0, axis) != null) {
                    s.contract(new Site.Contraction(0, axis, -1, -1));
                }
            }
        }
    }

    private static boolean @org.jspecify.annotations.Nullable [] reduced(Site s, int rank) {
        var constant = s.constant(1);
        if (s.node().hasInput(1) && constant == null) {
            return null;
        }
        long[] axes =
                constant != null ? constant.longs() : s.node().attributes().getInts("axes");
        if (axes.length == 0) {
            axes = s.node().attributes().getInt("noop_with_empty_axes", 0) != 0
                    ? axes
                    : IntStream.range(0, rank).asLongStream().toArray();
        }
        boolean[] out = new boolean[rank];
        for (long axis : axes) {
            out[Math.floorMod(Math.toIntExact(axis), rank)] = true;
        }
        return out;
    }
}
