package dev.visor.compression.pass.factor;

import dev.visor.compression.layer.LayerEvidence;
import dev.visor.compression.pass.Options;

/**
 * How far layers are replaced.
 *
 * @param goal share of the model's multiply-accumulates to come down to, 0 for as far as the error allows
 * @param energy least share of squared weights that is kept where there are no calibration pictures
 * @param images calibration pictures used at most
 * @param maxError what a layer may add to the error of its results, relative to their deviation
 * @param fasterThan a layer is replaced if that takes at most this share of its time
 */
public record FactorSettings(double goal, double energy, int images, double maxError, double fasterThan) {
    public FactorSettings {
        Options.inRange("goal", goal, 0, 1);
        Options.inRange("energy", energy, 0, 1);
        Options.inRange("images", images, LayerEvidence.HELD_BACK, 1000);
        Options.inRange("maxError", maxError, 0, 10);
        Options.inRange("fasterThan", fasterThan, 0.01, 100);
    }
}
