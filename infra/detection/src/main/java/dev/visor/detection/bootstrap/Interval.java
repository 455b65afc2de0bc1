package dev.visor.detection.bootstrap;

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
        double estimate, double low, double high, double confidence, int replicates, int replicatesWithoutClass) {}
