package dev.visor.detection.accuracy;

/**
 * What a detector saw in one picture, of all judged classes, in its own order. Equal scores keep that order, so it must be
 * deterministic.
 *
 * @param classes judged class of each, from 0
 * @param boxes x, y, width, height of each, in pixels of the picture, one after the other
 * @param scores one a box; not NaN
 */
public record Sightings(int[] classes, double[] boxes, double[] scores) {
    /** Nothing seen. */
    public static final Sightings NONE = new Sightings(new int[0], new double[0], new double[0]);

    public Sightings {
        if (boxes.length != 4 * scores.length || classes.length != scores.length) {
            throw new IllegalArgumentException("%d scores need as many classes and %d coordinates, were %d and %d"
                    .formatted(scores.length, 4 * scores.length, classes.length, boxes.length));
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
