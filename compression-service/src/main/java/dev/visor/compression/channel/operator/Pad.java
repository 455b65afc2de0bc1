package dev.visor.compression.channel.operator;

import dev.visor.onnx.graph.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/** {@code Pad}: axes that nothing is added to. */
record Pad() implements ChannelRule {
    @Override
    public void tie(Site s) {
        int rank = s.rank(0);
        Tensor given = s.constant(1);
        Tensor chosen = s.constant(3);
        if (s.node().hasInput(1) && given == null || s.node().hasInput(3) && chosen == null) {
            return;
        }
        long[] pads = given != null ? given.longs() : s.node().attributes().getInts("pads");
        int[] axes = chosen != null ? chosen.ints() : IntStream.range(0, rank).toArray();
        boolean[] padded = new boolean[rank];
        for (int i = 0; i < axes.length && pads.length == 2 * axes.length; i++) {
            padded[Math.floorMod(axes[i], rank)] = pads[i] != 0 || pads[i + axes.length] != 0;
        }
        if (pads.length != 2 * axes.length) {
            Arrays.fill(padded, true);
        }
        for (int axis = 0; axis < rank; axis++) {
            if (!padded[axis]) {
                s.pass(0, axis, 0, axis);
            }
        }
    }
}
