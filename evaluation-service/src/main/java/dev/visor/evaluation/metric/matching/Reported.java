package dev.visor.evaluation.metric.matching;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What is reported at thresholds, one a class: detections whose score is at least their class's threshold. */
public final class Reported {
    private Reported() {}

    /** Places of the reported detections, in the detector's order. */
    public static int[] of(Sightings sightings, double[] thresholds) {
        return IntStream.range(0, sightings.size())
                .filter(d -> isReported(sightings, d, thresholds))
                .toArray();
    }

    /** Whether a detection is reported. */
    public static boolean isReported(Sightings sightings, int detection, double[] thresholds) {
        return sightings.scores()[detection] >= thresholds[sightings.classes()[detection]];
    }

    /** Fails unless there is one threshold a class. */
    public static void require(Observations observations, double[] thresholds) {
        if (thresholds.length != observations.classes().size()) {
            throw new IllegalArgumentException("%d classes need as many thresholds, were %d"
                    .formatted(observations.classes().size(), thresholds.length));
        }
    }

    /** Fails unless two detectors looked at the same labelled pictures for the same classes. */
    public static void requireSamePictures(Observations one, Observations other) {
        if (!one.classes().equals(other.classes())) {
            throw new IllegalArgumentException("two detectors are compared on the same classes, were %s and %s"
                    .formatted(one.classes(), other.classes()));
        }
        int pictures = one.pictures().size();
        if (pictures != other.pictures().size()) {
            throw new IllegalArgumentException("two detectors are compared on the same pictures, were %d and %d"
                    .formatted(pictures, other.pictures().size()));
        }
        for (int p = 0; p < pictures; p++) {
            Labels a = one.pictures().get(p).labels();
            Labels b = other.pictures().get(p).labels();
            if (!Arrays.equals(a.classes(), b.classes()) || !Arrays.equals(a.boxes(), b.boxes())) {
                throw new IllegalArgumentException(
                        "two detectors are compared on the same pictures, labels of picture %d differ".formatted(p));
            }
        }
    }
}
