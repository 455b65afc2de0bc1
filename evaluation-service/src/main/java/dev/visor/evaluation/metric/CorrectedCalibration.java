package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import java.util.ArrayList;
import java.util.List;

/**
 * What a correction of scores is worth on pictures it wasn't fitted on (two-fold cross-fitting): pictures at even places
 * are corrected by what those at odd places teach, and the other way round. Where D-ECE falls much, the detector is sound
 * and only its scores mislead; where it stays, no map of scores mends it. Neighbouring frames of a video are in both
 * halves, so there it flatters.
 *
 * @param dEce of the detector's own scores, see {@link Calibration}; −1 without detections
 * @param dEceByTemperature after {@link TemperatureScaling}; −1 without detections
 * @param dEceByIsotonic after {@link IsotonicCalibration}; −1 without detections
 * @param detections how many take part
 */
public record CorrectedCalibration(double dEce, double dEceByTemperature, double dEceByIsotonic, int detections) {
    private interface Fit {
        ScoreCorrection on(Observations observations, double leastScore);
    }

    /** Of detections of at least this score. A half without detections leaves the scores of the other as they are. */
    public static CorrectedCalibration of(Observations observations, double leastScore) {
        List<Observations> halves = List.of(everySecond(observations, 0), everySecond(observations, 1));
        Calibration.Reliability own = Calibration.of(observations, leastScore).overall();
        return new CorrectedCalibration(
                own.dEce(),
                dEce(halves, leastScore, TemperatureScaling::fit),
                dEce(halves, leastScore, IsotonicCalibration::fit),
                own.detections());
    }

    private static Observations everySecond(Observations observations, int first) {
        List<Observation> half = new ArrayList<>();
        for (int i = first; i < observations.pictures().size(); i += 2) {
            half.add(observations.pictures().get(i));
        }
        return new Observations(observations.classes(), half);
    }

    private static double dEce(List<Observations> halves, double leastScore, Fit fit) {
        List<ScoredOutcomes> corrected = new ArrayList<>();
        for (int judged = 0; judged < 2; judged++) {
            ScoreCorrection correction = fit.on(halves.get(1 - judged), leastScore);
            corrected.add(ScoredOutcomes.of(halves.get(judged), leastScore).corrected(correction));
        }
        return Calibration.reliability(ScoredOutcomes.join(corrected)).dEce();
    }
}
