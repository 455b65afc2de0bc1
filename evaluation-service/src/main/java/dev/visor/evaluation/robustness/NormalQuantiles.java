package dev.visor.evaluation.robustness;

/**
 * 65,536 equally likely values of the standard normal distribution, in order: sixteen random bits draw one. Its inverse has
 * no closed form, so the density is summed up by the trapezoidal rule.
 */
final class NormalQuantiles {
    static final int COUNT = 1 << 16;

    private static final double STEP = 1.0 / 8192;
    private static final float[] VALUES = values();

    private NormalQuantiles() {}

    /**
     * One of them.
     *
     * @param bits the lower sixteen count
     */
    static float at(int bits) {
        return VALUES[bits & COUNT - 1];
    }

    private static float[] values() {
        float[] values = new float[COUNT];
        double scale = STEP / StrictMath.sqrt(2 * StrictMath.PI);
        double z = 0;
        double below = 0.5;
        double density = 1;
        double next = StrictMath.exp(-STEP * STEP / 2);
        for (int i = COUNT / 2; i < COUNT; i++) {
            double quantile = (i + 0.5) / COUNT;
            double mass = scale * (density + next) / 2;
            while (below + mass < quantile) {
                below += mass;
                z += STEP;
                density = next;
                next = StrictMath.exp(-(z + STEP) * (z + STEP) / 2);
                mass = scale * (density + next) / 2;
            }
            values[i] = (float) (z + STEP * (quantile - below) / mass);
            values[COUNT - 1 - i] = -values[i];
        }
        return values;
    }
}
