package dev.visor.evaluation.run;

import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.policy.Policy;
import dev.visor.detection.accuracy.BestThreshold;
import dev.visor.detection.accuracy.ClassAccuracy;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.figure.ObservedFigures;
import dev.visor.evaluation.metric.BestThresholds;
import dev.visor.evaluation.metric.OperatingPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Figures of a variant that decisions are made by and that the ledger keeps.
 *
 * @param metrics of the whole
 * @param classes each judged class, in the dataset's order
 * @param minimumScore score from which on detections should be reported, one for all classes
 */
public record MeasuredFigures(Metrics metrics, List<ClassFigures> classes, double minimumScore) {
    public MeasuredFigures {
        classes = List.copyOf(classes);
    }

    /** Computed from what was observed, as it was for the report. */
    public static MeasuredFigures of(Exhibit exhibit) {
        Observations observations = exhibit.observations();
        double common = BestThreshold.of(MatchTable.of(observations), Exhibits.LEAST_THRESHOLD);
        return of(
                new ObservedFigures(exhibit).coco(),
                BestThresholds.of(observations, common, Exhibits.LEAST_THRESHOLD),
                exhibit.costs());
    }

    static MeasuredFigures of(CocoSummary summary, BestThresholds thresholds, CostFigures costs) {
        return new MeasuredFigures(
                new Metrics(
                        summary.ap(),
                        summary.ap50(),
                        summary.ap75(),
                        summary.ar100(),
                        costs.latencyP50Millis(),
                        costs.latencyP95Millis(),
                        costs.latencyRatio(),
                        (long) costs.peakMemoryBytes(),
                        (long) costs.sizeBytes(),
                        Double.isNaN(costs.latencyP99Millis()) ? null : costs.latencyP99Millis(),
                        Double.isNaN(costs.downloadBytes()) ? null : (long) costs.downloadBytes()),
                summary.perClass().stream()
                        .map(c -> figures(c, thresholds.perClass().get(c.classIndex())))
                        .toList(),
                thresholds.common());
    }

    private static ClassFigures figures(ClassAccuracy accuracy, BestThresholds.ClassThreshold threshold) {
        OperatingPoint point = threshold.fitted();
        return new ClassFigures(
                threshold.className(),
                accuracy.instances(),
                accuracy.ap(),
                accuracy.ap50(),
                accuracy.ap75(),
                accuracy.ar100(),
                point.threshold(),
                point.precision(),
                point.recall());
    }

    /** The fitted score of each model class; that of all where the class isn't judged. */
    public List<Double> minimumScores(DetectorManifest manifest, Policy policy) {
        Map<String, Double> ofJudged = new HashMap<>();
        classes.forEach(c -> ofJudged.put(c.className(), c.minimumScore()));
        return manifest.classes().stream()
                .map(name -> policy.classMap().getOrDefault(name, name))
                .map(name -> Objects.requireNonNull(ofJudged.getOrDefault(name, minimumScore)))
                .toList();
    }
}
