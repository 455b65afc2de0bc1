package dev.visor.compression.report;

import java.nio.FloatBuffer;

/** Signal and error of one value, gathered over several pictures. */
final class SignalToNoise {
    private static final double IDENTICAL_DECIBELS = 999;

    private double signal;
    private double error;

    /** Compares as many as both have; what isn't finite in either is left out. */
    void add(FloatBuffer expected, FloatBuffer found) {
        int length = Math.min(expected.capacity(), found.capacity());
        for (int i = 0; i < length; i++) {
            double x = expected.get(i);
            double d = x - found.get(i);
            if (Double.isFinite(d)) {
                signal += x * x;
                error += d * d;
            }
        }
    }

    /** 10·log10 of signal over error energy; 999 for equal values. */
    double decibels() {
        if (error == 0) {
            return IDENTICAL_DECIBELS;
        }
        return signal == 0 ? -IDENTICAL_DECIBELS : 10 * Math.log10(signal / error);
    }
}
