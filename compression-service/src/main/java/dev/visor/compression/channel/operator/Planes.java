package dev.visor.compression.channel.operator;

/**
 * Operators that work on each plane of an image {@code [N, C, …]} by itself: pooling, GridSample. A pool that gives places too
 * is left alone: they count over all channels.
 */
record Planes() implements ChannelRule {
    @Override
    public void tie(Site s) {
        if (s.node().outputs().size() == 1) {
            s.pass(0, 0, 0, 0);
            s.pass(0, 1, 0, 1);
        }
    }
}
