package dev.visor.evaluation.robustness;

import dev.visor.detection.image.Picture;
import java.util.SplittableRandom;

/**
 * A shaking camera: blur along a line of a random direction within 45° of the level. Radii and deviations in pixels as in
 * Michaelis et al. 2019 (arXiv 1907.07484, "imagecorruptions").
 */
final class MotionBlur extends Corruption {
    private static final int[] RADIUS = {10, 15, 15, 15, 20};
    private static final double[] DEVIATION = {3, 5, 8, 12, 15};

    MotionBlur() {
        super("motion-blur");
    }

    @Override
    Picture corrupt(Picture picture, int level, SplittableRandom random) {
        return new Streak(RADIUS[level], DEVIATION[level], 90 * random.nextDouble() - 45).over(picture);
    }
}
