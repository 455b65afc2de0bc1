package dev.visor.compression.channel.operator;

/** {@code LayerNormalization} and {@code RMSNormalization}: axes before the first that they work over pass. */
record LayerNormalization() implements ChannelRule {
    @Override
    public void tie(Site s) {
        int axis = Math.toIntExact(s.node().attributes().getInt("axis", -1));
        int first = axis < 0 ? axis + s.rank(0) : axis;
        for (int i = 0; i < first && s.node().outputs().size() == 1; i++) {
            s.pass(0, i, 0, i);
        }
    }
}
