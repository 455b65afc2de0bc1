package dev.visor.detection.bootstrap;

import java.util.OptionalLong;

/**
 * Where a figure lies at a confidence.
 *
 * @param estimate on the pictures as they are
 * @param low lower end
 * @param high upper end
 * @param confidence share of replicates between them, for example 0.95
 * @param replicates how many were drawn
 * @param replicatesWithoutClass in how many some class lost all its demanded labels
 */
public record Interval(
        double estimate, double low, double high, double confidence, int replicates, int replicatesWithoutClass) {
    /** Half of what lies between the ends. */
    public double halfWidth() {
        return (high - low) / 2;
    }

    /**
     * About how many pictures would tell the estimate from a bound. An interval shrinks with the square root of pictures,
     * so with half-width h at n pictures and the bound m away from the estimate, {@code n · (h / m)²} pictures are needed.
     * It is what this sample promises: with more pictures the estimate moves too.
     *
     * @param bound for example minus the margin of a drop
     * @param pictures how many the interval comes from (or units, if clips were drawn)
     * @return empty if the estimate is at the bound, where no number would do
     */
    public OptionalLong picturesToTellFrom(double bound, int pictures) {
        double ratio = halfWidth() / Math.abs(estimate - bound);
        double needed = Math.ceil(pictures * ratio * ratio);
        return needed < Long.MAX_VALUE ? OptionalLong.of((long) needed) : OptionalLong.empty();
    }
}
