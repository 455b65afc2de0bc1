package dev.visor.contracts.policy;

import dev.visor.contracts.Names;
import org.jspecify.annotations.Nullable;

/**
 * How intervals are found: pictures are drawn with replacement, both models on the same draw.
 *
 * @param unit tag whose value says which pictures are drawn together, for example {@code clip} or {@code camera}; null
 *     for single pictures. Frames of one clip aren't independent
 * @param replicates draws, 100 to 100,000
 * @param seed of the draws
 */
public record Resampling(@Nullable String unit, int replicates, long seed) {
    /** 1,000 draws of single pictures. */
    public static final Resampling STANDARD = new Resampling(null, 1000, 20_261_124);

    /** A bound is a draw near the end of them; with fewer beyond it the luck of the draws decides. */
    private static final int LEAST_BEYOND = 5;

    private static final double ROUNDING = 1e-9;

    public Resampling {
        if (unit != null) {
            Names.require("unit", unit);
        }
        if (replicates < 100 || replicates > 100_000) {
            throw new IllegalArgumentException("replicates must be 100 to 100000, was " + replicates);
        }
    }

    /** Whether there are draws enough to tell a bound of this confidence. */
    public boolean suffices(double confidence) {
        return replicates * (1 - confidence) >= LEAST_BEYOND - ROUNDING;
    }

    /** The fewest draws that do. */
    static long needed(double confidence) {
        return (long) Math.ceil(LEAST_BEYOND * (1 - ROUNDING) / (1 - confidence));
    }
}
