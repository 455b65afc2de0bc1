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

    public Resampling {
        if (unit != null) {
            Names.require("unit", unit);
        }
        if (replicates < 100 || replicates > 100_000) {
            throw new IllegalArgumentException("replicates must be 100 to 100000, was " + replicates);
        }
    }
}
