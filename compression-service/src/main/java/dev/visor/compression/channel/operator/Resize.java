package dev.visor.compression.channel.operator;

import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.Tensor;
import java.util.stream.IntStream;

/** {@code Resize} and {@code Upsample}: axes that keep their size. */
record Resize() implements ChannelRule {
    @Override
    public void tie(Site s) {
        long[] in = s.dims(0);
        Attributes a = s.node().attributes();
        boolean crops =
                a.getText("coordinate_transformation_mode", "half_pixel").equals("tf_crop_and_resize");
        boolean stretches = a.getText("keep_aspect_ratio_policy", "stretch").equals("stretch");
        if (in == null || crops || !stretches) {
            return;
        }
        int rank = in.length;
        long[] chosen =
                a.getInts("axes", IntStream.range(0, rank).asLongStream().toArray());
        Tensor scales = s.constant(s.node().inputs().size() == 2 ? 1 : 2);
        Tensor sizes = s.constant(3);
        float[] factors = scales != null && scales.elements() > 0 ? scales.floats() : a.getFloats("scales");
        boolean[] kept = new boolean[rank];
        java.util.Arrays.fill(kept, true);
        for (int i = 0; i < chosen.length; i++) {
            int axis = Math.floorMod(Math.toIntExact(chosen[i]), rank);
            kept[axis] = sizes != null ? sizes.longs()[i] == in[axis] : i < factors.length && factors[i] == 1;
        }
        for (int axis = 0; axis < rank; axis++) {
            if (kept[axis]) {
                s.pass(0, axis, 0, axis);
            }
        }
    }

    @Override
    public void shrink(Shrink s) {
        long[] sizes = s.node().hasInput(3) ? s.longs(3) : null;
        if (sizes == null) {
            return;
        }
        long[] axes = s.node()
                .attributes()
                .getInts("axes", IntStream.range(0, sizes.length).asLongStream().toArray());
        long[] dims = s.dims(s.node().input(0));
        boolean changed = false;
        for (int i = 0; i < sizes.length && dims != null; i++) {
            Kept kept = s.input(0, Math.floorMod(Math.toIntExact(axes[i]), dims.length));
            if (kept != null) {
                sizes[i] = kept.count();
                changed = true;
            }
        }
        if (changed) {
            s.setLongs(3, sizes);
        }
    }
}
