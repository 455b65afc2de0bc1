package dev.visor.compression.channel.operator;

import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code Slice} with bounds that are known; every n-th index becomes a Gather when channels go. */
record Slice() implements ChannelRule {
    /** As far as it goes. */
    private static final long END = Integer.MAX_VALUE;

    /**
     * Bounds of each sliced axis, clamped to its size.
     *
     * @param axes not negative
     */
    private record Bounds(int[] axes, long[] starts, long[] ends, long[] steps) {
        static @Nullable Bounds of(
                int rank,
                long @Nullable [] starts,
                long @Nullable [] ends,
                long @Nullable [] axes,
                long @Nullable [] steps) {
            if (starts == null || ends == null || rank == 0) {
                return null;
            }
            long[] along = axes != null
                    ? axes
                    : IntStream.range(0, starts.length).asLongStream().toArray();
            long[] by = steps != null ? steps : new long[starts.length];
            if (steps == null) {
                Arrays.fill(by, 1);
            }
            int[] own = Arrays.stream(along)
                    .mapToInt(a -> Math.floorMod((int) a, rank))
                    .toArray();
            return new Bounds(own, starts, ends, by);
        }

        /** Which indices of an axis are taken, in their order. */
        int[] taken(int axis, int size) {
            for (int i = 0; i < axes.length; i++) {
                if (axes[i] == axis) {
                    return taken(starts[i], ends[i], steps[i], size);
                }
            }
            return IntStream.range(0, size).toArray();
        }

        private static int[] taken(long start, long end, long step, int size) {
            long least = step < 0 ? -1 : 0;
            long most = step < 0 ? size - 1L : size;
            long from = Math.clamp(start < 0 ? start + size : start, step < 0 ? 0 : least, most);
            long to = Math.clamp(end < 0 ? end + size : end, least, most);
            IntStream.Builder out = IntStream.builder();
            for (long i = from; step < 0 ? i > to : i < to; i += step) {
                out.add((int) i);
            }
            return out.build().toArray();
        }
    }

    @Override
    public void tie(Site s) {
        int rank = s.rank(0);
        Attributes a = s.node().attributes();
        boolean old = a.has("starts");
        Bounds bounds = old
                ? Bounds.of(
                        rank, a.getInts("starts"), a.getInts("ends"), a.has("axes") ? a.getInts("axes") : null, null)
                : Bounds.of(rank, longs(s, 1), longs(s, 2), longs(s, 3), longs(s, 4));
        boolean known = old
                || (!s.node().hasInput(3) || s.constant(3) != null)
                        && (!s.node().hasInput(4) || s.constant(4) != null);
        if (bounds == null || !known) {
            return;
        }
        for (int axis = 0; axis < rank; axis++) {
            int[] all = s.take(0, axis);
            if (all != null) {
                s.give(
                        0,
                        axis,
                        Arrays.stream(bounds.taken(axis, all.length))
                                .map(i -> all[i])
                                .toArray());
            }
        }
    }

    private static long @Nullable [] longs(Site s, int input) {
        Tensor constant = s.constant(input);
        return constant == null ? null : constant.longs();
    }

    @Override
    public void shrink(Shrink s) {
        long[] dims = s.dims(s.node().input(0));
        Attributes a = s.node().attributes();
        boolean old = a.has("starts");
        Bounds bounds = dims == null
                ? null
                : old
                        ? Bounds.of(
                                dims.length,
                                a.getInts("starts"),
                                a.getInts("ends"),
                                a.has("axes") ? a.getInts("axes") : null,
                                null)
                        : Bounds.of(dims.length, s.longs(1), s.longs(2), s.longs(3), s.longs(4));
        if (bounds == null) {
            return;
        }
        boolean changed = false;
        long[] starts = bounds.starts.clone();
        long[] ends = bounds.ends.clone();
        long[] steps = bounds.steps.clone();
        for (int i = 0; i < starts.length; i++) {
            int axis = bounds.axes[i];
            Kept kept = s.input(0, axis);
            if (kept == null) {
                continue;
            }
            changed = true;
            int[] taken = bounds.taken(axis, kept.size());
            int[] places =
                    Arrays.stream(taken).filter(kept::keeps).map(kept::position).toArray();
            boolean inRow = steps[i] == 1;
            if (!inRow) {
                gather(s, axis, places);
            }
            starts[i] = inRow ? places[0] : 0;
            ends[i] = inRow ? places[places.length - 1] + 1L : END;
            steps[i] = 1;
        }
        if (changed && old) {
            a.setInts("starts", starts).setInts("ends", ends);
        } else if (changed) {
            s.setLongs(1, starts);
            s.setLongs(2, ends);
            if (s.node().hasInput(4)) {
                s.setLongs(4, steps);
            }
        }
    }

    private static void gather(Shrink s, int axis, int[] places) {
        long[] indices = Arrays.stream(places).asLongStream().toArray();
        String out = s.graph().freshName(s.node().output() + "_chosen");
        Node gather = new Node(
                "Gather",
                s.graph().freshNodeName(s.node().name() + "_chosen"),
                List.of(s.node().input(0), s.graph().addInitializer(out + "_indices", Tensor.vector(indices))),
                List.of(out));
        gather.attributes().set("axis", axis);
        s.graph().insertBefore(s.node(), gather);
        s.node().setInput(0, out);
    }
}
