package dev.visor.compression.channel.operator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Axes that lie more than once in another. Without channels (null), so is the result. */
final class Spread {
    private Spread() {}

    /** {@code a, a, b, b, …} */
    static int @Nullable [] each(int @Nullable [] axis, int times) {
        if (axis == null) {
            return null;
        }
        int[] out = new int[axis.length * times];
        Arrays.setAll(out, i -> axis[i / times]);
        return out;
    }

    /** {@code a, b, …, a, b, …} */
    static int @Nullable [] all(int @Nullable [] axis, int times) {
        if (axis == null) {
            return null;
        }
        int[] out = new int[axis.length * times];
        Arrays.setAll(out, i -> axis[i % axis.length]);
        return out;
    }

    /** The first of so many equal parts, once for each part. */
    static int @Nullable [] firstOf(int @Nullable [] axis, int parts) {
        return axis == null ? null : all(Arrays.copyOf(axis, axis.length / parts), parts);
    }
}
