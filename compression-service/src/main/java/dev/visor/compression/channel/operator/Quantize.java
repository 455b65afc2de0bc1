package dev.visor.compression.channel.operator;

/** {@code QuantizeLinear} and {@code DequantizeLinear}, with one scale or one for each index of an axis; not in blocks. */
record Quantize() implements ChannelRule {
    @Override
    public void tie(Site s) {
        if (s.node().attributes().getInt("block_size", 0) != 0) {
            return;
        }
        int rank = s.rank(0);
        int along = Math.toIntExact(s.node().attributes().getInt("axis", 1));
        int own = along < 0 ? along + rank : along;
        for (int axis = 0; axis < rank; axis++) {
            s.pass(0, axis, 0, axis);
        }
        for (int input = 1; input <= 2; input++) {
            int[] each = s.peek(input, 0);
            if (each != null && own < rank) {
                s.tie(s.take(input, 0), s.take(0, own));
            }
        }
    }
}
