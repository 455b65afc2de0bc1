package dev.visor.ingest.dashboard.document;

import java.util.List;

/**
 * Precision, recall and F1 of a class by falling score.
 *
 * @param instances labelled boxes
 */
public record Curve(String className, int instances, List<Point> points) {
    /** What is reached by reporting everything from a score on; −1 where there is nothing to measure. */
    public record Point(
            double threshold, int right, int wrong, int missed, double precision, double recall, double f1) {}
}
