package dev.visor.detection.bootstrap;

import java.util.SplittableRandom;

/**
 * Draws as many units as there are, with replacement, for each replicate. How often a unit was drawn is the weight of its
 * pictures.
 *
 * <p>Replicate {@code r} draws from a {@link SplittableRandom} whose seed is the {@code r}-th {@code nextLong} of one with
 * the given seed. So the weights depend on the units, the seed and the replicate alone.
 */
public final class Resampling {
    private final Units units;
    private final long seed;
    private final long[] seeds;

    /**
     * Draws from these units.
     *
     * @param replicates how often, at least 1
     */
    public Resampling(Units units, int replicates, long seed) {
        if (replicates < 1) {
            throw new IllegalArgumentException("at least 1 replicate is drawn, were " + replicates);
        }
        this.units = units;
        this.seed = seed;
        this.seeds = new SplittableRandom(seed).longs(replicates).toArray();
    }

    /** How often is drawn. */
    public int replicates() {
        return seeds.length;
    }

    /** How many pictures there are. */
    public int pictures() {
        return units.pictures();
    }

    /** How many units there are to draw from. */
    public int units() {
        return units.count();
    }

    /** The unit that a picture is drawn with, from 0. */
    public int unitOf(int picture) {
        return units.ofPicture()[picture];
    }

    /** What the draws begin with; the same gives the same weights. */
    public long seed() {
        return seed;
    }

    /** How often each picture takes part in a replicate; a new array. */
    public int[] weights(int replicate) {
        SplittableRandom random = new SplittableRandom(seeds[replicate]);
        int[] drawn = new int[units.count()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[random.nextInt(drawn.length)]++;
        }
        int[] weights = new int[units.pictures()];
        for (int picture = 0; picture < weights.length; picture++) {
            weights[picture] = drawn[units.ofPicture()[picture]];
        }
        return weights;
    }
}
