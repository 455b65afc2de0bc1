package dev.visor.compression.channel.operator;

/** {@code BatchNormalization} and {@code InstanceNormalization}: parameters for each index of axis 1. */
record PerChannel() implements ChannelRule {
    @Override
    public void tie(Site s) {
        if (s.node().outputs().size() > 1) {
            return;
        }
        s.pass(0, 0, 0, 0);
        int[] channels = s.take(0, 1);
        for (int input = 1; input < s.node().inputs().size(); input++) {
            s.tie(s.take(input, 0), channels);
        }
        s.give(0, 1, channels);
        if (s.node().is("BatchNormalization")) {
            for (int axis = 2; axis < s.rank(0); axis++) {
                s.pass(0, axis, 0, axis);
            }
        }
    }
}
