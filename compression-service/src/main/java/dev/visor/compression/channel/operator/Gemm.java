package dev.visor.compression.channel.operator;

/** {@code Gemm}: {@code α·A·B + β·C}, each of A and B transposed or not. */
record Gemm() implements ChannelRule {
    @Override
    public void tie(Site s) {
        if (s.dims(0) == null || s.dims(1) == null || s.outputDims(0) == null) {
            return;
        }
        int left = s.node().attributes().getInt("transA", 0) != 0 ? 0 : 1;
        int right = s.node().attributes().getInt("transB", 0) != 0 ? 1 : 0;
        int weights = s.isWeights(1) ? 1 : -1;
        s.tie(s.contract(new Site.Contraction(0, left, weights, right)), s.take(1, right));
        s.give(0, 0, s.take(0, 1 - left));
        s.give(0, 1, s.take(1, 1 - right));
        if (weights == 1) {
            s.produce(new Site.Production(1, 1, 1 - right));
        }
        Broadcast.into(s, 2);
    }
}
