package dev.visor.detection.accuracy;

/**
 * Detections of one class in one image, in the detector's order. Equal scores keep that order, so it must be
 * deterministic.
 *
 * @param boxes x, y, width, height of each, in pixels of the image, one after the other
 * @param scores one a box; not NaN
 */
public record Scored(double[] boxes, double[] scores) {
    /** No detections. */
    public static final Scored NONE = new Scored(new double[0], new double[0]);

    public Scored {
        if (boxes.length != 4 * scores.length) {
            throw new IllegalArgumentException(
                    "%d scores need %d coordinates, were %d".formatted(scores.length, 4 * scores.length, boxes.length));
        }
        for (double score : scores) {
            if (Double.isNaN(score)) {
                throw new IllegalArgumentException("a detection's score is NaN");
            }
        }
    }

    /** How many. */
    public int size() {
        return scores.length;
    }
}
