package dev.visor.compression.pass;

/** Checks for the compact constructors of passes. */
public final class Options {
    private Options() {}

    /** The value, if it lies between the bounds, both inclusive. */
    public static int inRange(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("%s must be %d to %d, was %d".formatted(option, min, max, value));
        }
        return value;
    }

    /** The value, if it is a number between the bounds, both inclusive. */
    public static double inRange(String option, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException("%s must be %s to %s, was %s".formatted(option, min, max, value));
        }
        return value;
    }
}
