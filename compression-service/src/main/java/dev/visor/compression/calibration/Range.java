package dev.visor.compression.calibration;

/**
 * What an asymmetric 8-bit quantisation covers: {@code scale = (high − low) / 255},
 * {@code zeroPoint = round(−low / scale)}.
 *
 * @param low least value, ≤ 0
 * @param high greatest value, ≥ 0
 */
public record Range(double low, double high) {
    /** Below this a tensor is as good as constant zero. */
    private static final double LEAST_SPAN = 1e-6;

    public Range {
        if (!(low <= 0 && high >= 0) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("a range is finite and includes 0, was %s to %s".formatted(low, high));
        }
    }

    /** The narrowest range with these values and zero in it. */
    public static Range including(double low, double high) {
        return new Range(Math.min(low, 0), Math.max(high, 0));
    }

    /** The narrowest range with these values in it whose zero lies in the middle: level 128. */
    public Range symmetric() {
        double most = Math.max(-low, high);
        return new Range(-most, most);
    }

    /** Whether zero lies in the middle. */
    public boolean isSymmetric() {
        return low + high == 0;
    }

    /** Step between two levels, as the float that goes into the file. */
    public float scale() {
        return (float) (Math.max(high - low, LEAST_SPAN) / 255);
    }

    /** The level of zero, 0 to 255. */
    public int zeroPoint() {
        // The middle lies between two levels; which one mustn't depend on how the scale was rounded.
        return isSymmetric() && high > 0 ? 128 : (int) Math.clamp(Math.rint(-low / scale()), 0, 255);
    }
}
