package dev.visor.compression.channel.operator;

/** {@code ConvTranspose}: weights {@code [C, O/group, kernel]}, and otherwise as {@link Conv}. */
record ConvTranspose() implements ChannelRule {
    @Override
    public void tie(Site s) {
        long[] dims = s.dims(0);
        long[] out = s.outputDims(0);
        if (dims == null || out == null || dims.length < 3) {
            return;
        }
        int group = Math.toIntExact(s.node().attributes().getInt("group", 1));
        s.pass(0, 0, 0, 0);
        if (group > 1 && group == dims[1]) {
            int[] in = s.tie(s.take(0, 1), s.take(1, 0));
            int[] made = Spread.each(in, Math.toIntExact(out[1] / group));
            s.tieBias(2, made);
            s.give(0, 1, made);
            return;
        }
        int[] in = s.tie(s.contract(new Site.Contraction(0, 1, 1, 0)), s.take(1, 0));
        s.tie(in, Spread.firstOf(in, group));
        int[] made = Spread.all(s.take(1, 1), group);
        s.tieBias(2, made);
        s.produce(new Site.Production(1, 1, 1));
        s.give(0, 1, made);
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
