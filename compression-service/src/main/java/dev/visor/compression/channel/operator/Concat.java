package dev.visor.compression.channel.operator;

import java.util.Arrays;

/** {@code Concat}: indices of the inputs, one after the other. */
record Concat() implements ChannelRule {
    @Override
    public void tie(Site s) {
        long[] out = s.outputDims(0);
        if (out == null) {
            return;
        }
        int[] inputs =
                java.util.stream.IntStream.range(0, s.node().inputs().size()).toArray();
        int along = Math.floorMod(Math.toIntExact(s.node().attributes().getInt("axis", 1)), out.length);
        for (int axis = 0; axis < out.length; axis++) {
            if (axis != along) {
                Broadcast.give(s, axis, inputs);
            }
        }
        if (Arrays.stream(inputs).allMatch(i -> s.peek(i, along) == null)) {
            return;
        }
        int[] joined = new int[Math.toIntExact(out[along])];
        int at = 0;
        for (int input : inputs) {
            long[] dims = s.dims(input);
            if (dims == null) {
                return;
            }
            int size = Math.toIntExact(dims[along]);
            int[] part = s.take(input, along);
            int[] known = part != null ? part : s.immovable(size, s.title() + " puts it beside what has no channels");
            System.arraycopy(known, 0, joined, at, size);
            at += size;
        }
        s.give(0, along, joined);
    }
}
