package dev.visor.compression.channel.operator;

/**
 * {@code MatMul} of a value with weights or of two values: the axis in between is summed over, rows, columns and the axes before
 * them pass. Vectors are left alone.
 */
record MatMul() implements ChannelRule {
    @Override
    public void tie(Site s) {
        long[] left = s.dims(0);
        long[] right = s.dims(1);
        long[] out = s.outputDims(0);
        if (left == null || right == null || out == null || left.length < 2 || right.length < 2) {
            return;
        }
        int rank = out.length;
        int k = left.length - 1;
        int l = right.length - 2;
        boolean rightWeights = s.isWeights(1);
        boolean leftWeights = !rightWeights && s.isWeights(0);
        int[] a = leftWeights ? s.take(0, k) : s.contract(new Site.Contraction(0, k, rightWeights ? 1 : -1, l));
        int[] b = rightWeights ? s.take(1, l) : s.contract(new Site.Contraction(1, l, leftWeights ? 0 : -1, k));
        s.tie(a, b);
        s.pass(0, k - 1, 0, rank - 2);
        s.pass(1, l + 1, 0, rank - 1);
        if (rightWeights) {
            s.produce(new Site.Production(rank - 1, 1, l + 1));
        } else if (leftWeights) {
            s.produce(new Site.Production(rank - 2, 0, k - 1));
        }
        for (int axis = 0; axis < rank - 2; axis++) {
            Broadcast.give(s, axis, 0, 1);
        }
    }
}
