package dev.visor.compression.calibration;

import java.util.SplittableRandom;

/** Histograms of known distributions. */
final class Samples {
    private Samples() {}

    static Histogram of(float... values) {
        Histogram h = new Histogram();
        h.add(values, values.length);
        return h;
    }

    /** A normal distribution of deviation 1 with a few outliers at ±{@code outlier}. */
    static Histogram gaussianWithOutliers(float outlier) {
        SplittableRandom random = new SplittableRandom(7);
        float[] values = new float[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        values[0] = outlier;
        values[1] = -outlier;
        return of(values);
    }
}
