package dev.visor.samples.scene;

import java.awt.Color;
import java.util.SplittableRandom;

/** Seeded choices. {@link SplittableRandom}'s sequence is specified, so scenes don't change with the JDK. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Dice whose rolls don't depend on how often these are rolled afterwards. */
    Dice split() {
        return new Dice(random.split());
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Inclusive at both ends. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    long seed() {
        return random.nextLong();
    }

    /** A colour near the given one: each channel up to {@code spread} away. */
    Color near(int rgb, int spread) {
        return new Color(channel(rgb >> 16 & 255, spread), channel(rgb >> 8 & 255, spread), channel(rgb & 255, spread));
    }

    private int channel(int value, int spread) {
        return Math.clamp(value + between(-spread, spread), 0, 255);
    }
}
