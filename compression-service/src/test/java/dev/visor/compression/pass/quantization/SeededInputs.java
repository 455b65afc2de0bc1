package dev.visor.compression.pass.quantization;

import dev.visor.compression.calibration.CalibrationSet;
import java.util.SplittableRandom;

/** Calibration inputs of uniform noise from 0 to 1, the same in every run. */
public record SeededInputs(String tensor, int size, long... shape) implements CalibrationSet {
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
