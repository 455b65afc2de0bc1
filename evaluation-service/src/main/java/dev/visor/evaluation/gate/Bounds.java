package dev.visor.evaluation.gate;

/**
 * Where a figure lies with a confidence.
 *
 * @param low it is at least this, with the confidence
 * @param high it is at most this, with the confidence
 * @param pictures how many were drawn from
 */
public record Bounds(double low, double high, int pictures) {}
