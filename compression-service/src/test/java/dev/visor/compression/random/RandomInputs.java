package dev.visor.compression.random;

import dev.visor.compression.calibration.CalibrationSet;
import java.util.SplittableRandom;

/** Inputs of a random detector: grainy noise from 0 to 1, as different from each other as pictures are. */
record RandomInputs(int size, int side, long seed) implements CalibrationSet {
    private static final int GRAIN = 4;

    @Override
    public String tensor() {
        return RandomDetector.INPUT;
    }

    @Override
    public long[] shape() {
        return new long[] {1, 3, side, side};
    }

    @Override
    public float[] input(int index) {
        SplittableRandom random = new SplittableRandom(31 * seed + index);
        int cells = side / GRAIN + 1;
        double[] coarse = random.doubles(3L * cells * cells).toArray();
        float[] values = new float[3 * side * side];
        for (int i = 0; i < values.length; i++) {
            int channel = i / (side * side);
            int cell = (channel * cells + i / side % side / GRAIN) * cells + i % side / GRAIN;
            values[i] = (float) Math.clamp(coarse[cell] + 0.15 * random.nextGaussian(), 0, 1);
        }
        return values;
    }
}
