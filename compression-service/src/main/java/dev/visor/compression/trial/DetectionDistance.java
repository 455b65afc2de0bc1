package dev.visor.compression.trial;

import dev.visor.detection.Detection;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a model's detections are from the upload's. A detection of the upload finds the nearest one of its class, of
 * those that overlap it by half or more; the two differ by their scores' difference and by the overlap that is missing,
 * weighted with the score. One that finds nothing, or that nothing was found for, differs by its whole score.
 */
final class DetectionDistance {
    /** Fainter detections of the upload don't count. */
    static final double LEAST_SCORE = 0.1;

    private static final double LEAST_OVERLAP = 0.5;

    private double sum;
    private int count;

    void add(List<Detection> upload, List<Detection> candidate) {
        List<Detection> free = new ArrayList<>(candidate);
        for (Detection expected : upload) {
            Detection twin = null;
            double best = LEAST_OVERLAP;
            for (Detection found : free) {
                double overlap = found.classIndex() == expected.classIndex() ? overlap(expected, found) : 0;
                if (overlap >= best) {
                    best = overlap;
                    twin = found;
                }
            }
            count++;
            if (twin == null) {
                sum += expected.score();
            } else {
                free.remove(twin);
                sum += Math.abs(expected.score() - twin.score()) + expected.score() * (1 - best);
            }
        }
        for (Detection extra : free) {
            if (extra.score() >= LEAST_SCORE) {
                sum += extra.score();
            }
        }
    }

    /** A detection of the upload's; 0 where the upload detects nothing. */
    double mean() {
        return count == 0 ? 0 : sum / count;
    }

    private static double overlap(Detection a, Detection b) {
        double width = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
        double height = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double both = width * height;
        return both / (a.width() * a.height() + b.width() * b.height() - both);
    }
}
