package dev.visor.ingest.dashboard.document;

/**
 * Errors by kind (TIDE).
 *
 * @param ap AP50 by TIDE's rule
 * @param gains AP50 that each kind costs
 * @param counts errors of each kind
 */
public record Tide(double ap, Gains gains, Counts counts) {
    /** 0 to 1; differences of two may be below 0. */
    public record Gains(double cls, double loc, double both, double dupe, double bkg, double miss) {}

    /** How many. */
    public record Counts(int cls, int loc, int both, int dupe, int bkg, int miss) {}
}
