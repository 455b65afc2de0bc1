package dev.visor.detection.detector;

/**
 * Where the time of one detection went.
 *
 * @param preprocessMillis resize, padding, normalisation
 * @param inferenceMillis in the model
 * @param postprocessMillis decoding, suppression, back to the picture's coordinates
 */
public record Timings(double preprocessMillis, double inferenceMillis, double postprocessMillis) {
    /** The sum. */
    public double totalMillis() {
        return preprocessMillis + inferenceMillis + postprocessMillis;
    }
}
