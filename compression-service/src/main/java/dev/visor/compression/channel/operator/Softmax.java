package dev.visor.compression.channel.operator;

/** {@code Softmax} and {@code LogSoftmax}: along an axis since opset 13, over it and all behind it before. */
record Softmax() implements ChannelRule {
    @Override
    public void tie(Site s) {
        int rank = s.rank(0);
        boolean single = s.opset() >= 13;
        int along = Math.toIntExact(s.node().attributes().getInt("axis", single ? -1 : 1));
        int from = along < 0 ? along + rank : along;
        for (int axis = 0; axis < rank; axis++) {
            if (single ? axis != from : axis < from) {
                s.pass(0, axis, 0, axis);
            }
        }
    }
}
