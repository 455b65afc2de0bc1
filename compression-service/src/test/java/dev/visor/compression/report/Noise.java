package dev.visor.compression.report;

import dev.visor.compression.calibration.CalibrationSet;
import java.util.SplittableRandom;

/** Calibration pictures of uniform noise from 0 to 1, the same in every run. */
record Noise(int size, long... shape) implements CalibrationSet {
    @Override
    public String tensor() {
        return "images";
    }

    @Override
    public float[] input(int index) {
        SplittableRandom random = new SplittableRandom(index);
        int length = 1;
        for (long d : shape) {
            length *= Math.toIntExact(d);
        }
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }
}
