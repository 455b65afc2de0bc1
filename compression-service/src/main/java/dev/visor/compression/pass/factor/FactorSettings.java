package dev.visor.compression.pass.factor;

/**
 * How far layers are replaced.
 *
 * @param goal share of the model's multiply-accumulates to come down to, 0 for as far as the error allows
 * @param energy least share of squared weights that is kept where there are no calibration pictures
 * @param images calibration pictures used at most
 * @param maxError what a layer may add to the error of its results, relative to their deviation
 * @param fasterThan a layer is replaced if that takes at most this share of its time
 */
public record FactorSettings(double goal, double energy, int images, double maxError, double fasterThan) {}
