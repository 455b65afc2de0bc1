package dev.visor.evaluation.figure;

/**
 * Where the difference of a figure of two models lies, from the same draws of pictures for both.
 *
 * @param low lower end of the interval
 * @param high upper end
 * @param confidence share of draws between them
 * @param probabilityWorse share of draws in which the second is worse, 0 to 1; equal is not worse
 */
public record Difference(double low, double high, double confidence, double probabilityWorse) {}
