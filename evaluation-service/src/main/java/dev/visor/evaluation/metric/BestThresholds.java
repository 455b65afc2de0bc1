package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Observations;
import java.util.List;

/**
 * The score from which on detections of each class should be reported: where its F1 is greatest, at IoU 0.5 by COCO's
 * greedy matching; of equals the greater score. It is fitted to the detector at hand, since a variant's scores are not
 * those of its parent. Beside it stands what one common threshold reaches.
 *
 * @param floor no threshold is lower, 0 to 1
 * @param common one threshold for all classes, that of {@link dev.visor.detection.accuracy.BestThreshold}
 * @param perClass every judged class in order
 */
public record BestThresholds(double floor, double common, List<ClassThreshold> perClass) {
    public BestThresholds {
        perClass = List.copyOf(perClass);
    }

    /**
     * One class.
     *
     * @param className its name
     * @param fitted what is reached at its own threshold: the floor where no detection from there on is right
     * @param atCommon what is reached at the common threshold
     */
    public record ClassThreshold(String className, OperatingPoint fitted, OperatingPoint atCommon) {}

    /** Fits one threshold a class. */
    public static BestThresholds of(Observations observations, double common, double floor) {
        return of(PrecisionRecallCurve.of(observations), common, floor);
    }

    /** Fits one threshold a class on curves that have every score. */
    public static BestThresholds of(List<PrecisionRecallCurve> curves, double common, double floor) {
        return new BestThresholds(
                floor,
                common,
                curves.stream()
                        .map(curve -> new ClassThreshold(
                                curve.className(),
                                curve.bestF1(floor).orElseGet(() -> curve.at(floor)),
                                curve.at(common)))
                        .toList());
    }

    /** The fitted threshold of each class, in the order of classes. */
    public double[] thresholds() {
        return perClass.stream().mapToDouble(c -> c.fitted().threshold()).toArray();
    }
}
