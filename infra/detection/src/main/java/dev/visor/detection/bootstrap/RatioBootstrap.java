package dev.visor.detection.bootstrap;

import java.util.stream.IntStream;

/**
 * Any figure that is a sum over pictures divided by another, under resampled pictures: recall at a threshold (right by
 * demanded), false alarms by picture (false alarms by 1), flips by object. Two with
 * the same draws can be subtracted.
 */
public final class RatioBootstrap {
    private RatioBootstrap() {}

    /**
     * Resamples.
     *
     * @param numerators one a picture
     * @param denominators one a picture; where their weighted sum is 0 there is nothing to measure
     */
    public static Samples of(double[] numerators, double[] denominators, Resampling resampling) {
        if (numerators.length != resampling.pictures() || denominators.length != resampling.pictures()) {
            throw new IllegalArgumentException("%d pictures need as many numerators and denominators, were %d and %d"
                    .formatted(resampling.pictures(), numerators.length, denominators.length));
        }
        double[] replicates = IntStream.range(0, resampling.replicates())
                .parallel()
                .mapToDouble(r -> ratio(numerators, denominators, resampling.weights(r)))
                .toArray();
        int[] once = IntStream.range(0, resampling.pictures()).map(i -> 1).toArray();
        return new Samples(ratio(numerators, denominators, once), replicates, 0);
    }

    private static double ratio(double[] numerators, double[] denominators, int[] weights) {
        double above = 0;
        double below = 0;
        for (int i = 0; i < weights.length; i++) {
            above += weights[i] * numerators[i];
            below += weights[i] * denominators[i];
        }
        return below == 0 ? Double.NaN : above / below;
    }
}
