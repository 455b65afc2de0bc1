package dev.visor.compression.channel.operator;

/** {@code Expand} and {@code Tile} by constants: axes that keep their size. */
record Expand() implements ChannelRule {
    @Override
    public void tie(Site s) {
        long[] in = s.dims(0);
        long[] out = s.outputDims(0);
        if (in == null || out == null || s.constant(1) == null) {
            return;
        }
        for (int axis = 0; axis < in.length; axis++) {
            int place = axis + out.length - in.length;
            if (in[axis] > 1 && in[axis] == out[place]) {
                s.pass(0, axis, 0, place);
            }
        }
    }

    @Override
    public void shrink(Shrink s) {
        long[] shape = s.node().is("Expand") ? s.longs(1) : null;
        long[] out = s.dims(s.node().output());
        if (shape == null || out == null) {
            return;
        }
        boolean changed = false;
        for (int i = 0; i < shape.length; i++) {
            Kept kept = s.output(0, i + out.length - shape.length);
            if (kept != null && shape[i] != 1) {
                shape[i] = kept.count();
                changed = true;
            }
        }
        if (changed) {
            s.setLongs(1, shape);
        }
    }
}
