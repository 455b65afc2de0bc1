package dev.visor.compression.channel.operator;

/**
 * {@code Conv}: weights {@code [O, C/group, kernel]}. Its input's channels are summed over, its output's are rows of weights.
 * In groups, the channels at the same place of every group go together, so that groups stay alike; depthwise (one input channel
 * a group), each channel goes with the outputs that are made of it, and {@code group} shrinks.
 */
record Conv() implements ChannelRule {
    @Override
    public void tie(Site s) {
        long[] dims = s.dims(0);
        long[] weights = s.dims(1);
        if (dims == null || weights == null || dims.length < 3) {
            return;
        }
        int group = Math.toIntExact(s.node().attributes().getInt("group", 1));
        int[] rows = s.take(1, 0);
        s.tieBias(2, rows);
        s.pass(0, 0, 0, 0);
        if (group > 1 && group == dims[1]) {
            s.tie(Spread.each(s.take(0, 1), Math.toIntExact(weights[0] / group)), rows);
        } else {
            s.tie(s.contract(new Site.Contraction(0, 1, 1, 1)), Spread.all(s.take(1, 1), group));
            s.tie(rows, Spread.firstOf(rows, group));
            s.produce(new Site.Production(1, 1, 0));
        }
        s.give(0, 1, rows);
    }

    @Override
    public void shrink(Shrink s) {
        Kept kept = s.input(0, 1);
        long group = s.node().attributes().getInt("group", 1);
        if (kept != null && group > 1 && group == kept.size()) {
            s.node().attributes().set("group", kept.count());
        }
    }
}
