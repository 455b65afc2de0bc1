package dev.visor.compression.channel.operator;

/** {@code Transpose}. */
record Transpose() implements ChannelRule {
    @Override
    public void tie(Site s) {
        int rank = s.rank(0);
        long[] order = s.node().attributes().getInts("perm");
        for (int axis = 0; axis < rank; axis++) {
            s.pass(0, order.length == 0 ? rank - 1 - axis : Math.toIntExact(order[axis]), 0, axis);
        }
    }
}
