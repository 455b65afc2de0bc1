package dev.visor.compression.channel.operator;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code Reshape}, {@code Flatten}, {@code Squeeze} and {@code Unsqueeze}. Sizes before and after fall into blocks of equal
 * product. In a block one axis on each side carries the channels: the one that has them before, the largest after (so of
 * {@code [heads, channels of a head]} the channels, alike in every head). Indices that meet in an element go together; other axes
 * of the block stay as they are.
 */
record Reshape() implements ChannelRule {
    @Override
    public void tie(Site s) {
        long[] in = s.dims(0);
        long[] out = s.outputDims(0);
        long[] asked = out == null || !s.node().is("Reshape")
                ? out
                : TargetShape.of(s.graph(), s.node().input(1), out.length);
        if (in == null || out == null || asked == null || product(in) == 0) {
            return;
        }
        List<Integer> before = divisible(in);
        List<Integer> after = divisible(out);
        int i = 0;
        int j = 0;
        while (i < before.size() && j < after.size()) {
            int fromI = i;
            int fromJ = j;
            long left = in[before.get(i++)];
            long right = out[after.get(j++)];
            while (left != right) {
                if (left < right) {
                    left *= in[before.get(i++)];
                } else {
                    right *= out[after.get(j++)];
                }
            }
            List<Integer> known = after.subList(fromJ, j).stream()
                    .filter(axis -> asked[axis] != TargetShape.COMPUTED)
                    .toList();
            // A size that is computed can't be told that channels went.
            if (!known.isEmpty() && largest(known, out) == largest(after.subList(fromJ, j), out)) {
                block(s, before.subList(fromI, i), after.subList(fromJ, j), in, out);
            }
        }
    }

    private static long product(long[] dims) {
        long product = 1;
        for (long d : dims) {
            product *= d;
        }
        return product;
    }

    private static List<Integer> divisible(long[] dims) {
        List<Integer> axes = new ArrayList<>();
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] > 1) {
                axes.add(axis);
            }
        }
        return axes;
    }

    private static void block(Site s, List<Integer> before, List<Integer> after, long[] in, long[] out) {
        int source = carrier(s, before, in);
        if (source < 0) {
            return;
        }
        if (before.size() == 1 && after.size() == 1) {
            s.pass(0, source, 0, after.getFirst());
            return;
        }
        int target = largest(after, out);
        int[] given = s.take(0, source);
        if (given == null) {
            return;
        }
        int[] made = new int[Math.toIntExact(out[target])];
        java.util.Arrays.fill(made, -1);
        long elements = 1;
        for (int axis : before) {
            elements *= in[axis];
        }
        long inner = inner(before, source, in);
        long outer = inner(after, target, out);
        for (long p = 0; p < elements; p++) {
            int atom = given[(int) (p / inner % given.length)];
            int at = (int) (p / outer % made.length);
            if (made[at] < 0) {
                made[at] = atom;
            } else if (made[at] != atom) {
                s.union(made[at], atom);
            }
        }
        s.give(0, target, made);
    }

    /** The axis with channels: the largest that lives, else any; -1 if none has them. */
    private static int carrier(Site s, List<Integer> axes, long[] dims) {
        List<Integer> alive = axes.stream().filter(a -> s.isAlive(s.peek(0, a))).toList();
        if (!alive.isEmpty()) {
            return largest(alive, dims);
        }
        return axes.stream().filter(a -> s.peek(0, a) != null).findFirst().orElse(-1);
    }

    private static int largest(List<Integer> axes, long[] dims) {
        int best = axes.getFirst();
        for (int axis : axes) {
            best = dims[axis] >= dims[best] ? axis : best;
        }
        return best;
    }

    private static long inner(List<Integer> block, int axis, long[] dims) {
        long product = 1;
        for (int other : block) {
            product *= other > axis ? dims[other] : 1;
        }
        return product;
    }

    @Override
    public void shrink(Shrink s) {
        long[] out = s.dims(s.node().output());
        if (out == null || !s.node().is("Reshape")) {
            return;
        }
        long[] shape = TargetShape.of(s.graph(), s.node().input(1), out.length);
        if (shape == null) {
            return;
        }
        boolean changed = false;
        for (int axis = 0; axis < shape.length; axis++) {
            Kept kept = s.output(0, axis);
            // -1 is what remains, 0 is the size of the input's axis of the same place.
            boolean copied = kept != null && shape[axis] == 0 && sizeOf(s.input(0, axis)) == kept.count();
            if (kept != null && shape[axis] >= 0 && !copied) {
                shape[axis] = kept.count();
                changed = true;
            } else if (kept == null && shape[axis] == 0 && s.input(0, axis) != null) {
                shape[axis] = out[axis];
                changed = true;
            }
        }
        if (changed) {
            TargetShape.set(s, shape);
        }
    }

    private static long sizeOf(@org.jspecify.annotations.Nullable Kept kept) {
        return kept == null ? -1 : kept.count();
    }
}
