package dev.visor.evaluation.run;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.accuracy.BestThreshold;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.dataset.quality.Suspicion;
import dev.visor.detection.dataset.quality.SuspiciousLabels;
import dev.visor.evaluation.figure.Elsewhere;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.figure.FigureRow;
import dev.visor.evaluation.figure.ObservedFigures;
import dev.visor.evaluation.metric.Agreement;
import dev.visor.evaluation.metric.Alarms;
import dev.visor.evaluation.metric.BestThresholds;
import dev.visor.evaluation.metric.BySize;
import dev.visor.evaluation.metric.Calibration;
import dev.visor.evaluation.metric.ConfusionMatrix;
import dev.visor.evaluation.metric.CorrectedCalibration;
import dev.visor.evaluation.metric.PrecisionRecallCurve;
import dev.visor.evaluation.metric.TemperatureScaling;
import dev.visor.evaluation.metric.WorstPictures;
import dev.visor.evaluation.metric.tide.Tide;
import dev.visor.evaluation.metric.tide.TideErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the report of what was observed. */
public final class Reporting {
    private static final int WORST_PICTURES = 24;
    private static final int DIFFERENT_PICTURES = 24;
    private static final int SUSPICIOUS_LABELS = 200;

    private Reporting() {}

    /** The report as a document. */
    public static byte[] bytes(EvaluationPlan plan, Exhibit exhibit, Sha256 matchTable, Sha256 detections) {
        return report(plan, exhibit, matchTable, detections).bytes();
    }

    static EvaluationReport report(EvaluationPlan plan, Exhibit exhibit, Sha256 matchTable, Sha256 detections) {
        Observations observations = exhibit.observations();
        double[] thresholds = exhibit.thresholds();
        MatchTable table = MatchTable.of(observations);
        List<PrecisionRecallCurve> curves = PrecisionRecallCurve.of(observations);
        double common = BestThreshold.of(table, Exhibits.LEAST_THRESHOLD);
        TideErrors tide = Tide.of(observations);
        Exhibit parent = exhibit.parent();
        ObservedFigures figures = new ObservedFigures(exhibit);
        return new EvaluationReport(
                plan.key(),
                observations.pictures().size(),
                plan.split().images().stream().map(LabelledImage::digest).toList(),
                figures.coco(),
                common,
                BestThresholds.of(curves, common, Exhibits.LEAST_THRESHOLD),
                FigureRow.all(figures),
                exhibit.slices().unlisted(),
                BySize.of(observations),
                curves.stream().map(c -> c.thinned(PrecisionRecallCurve.DRAWN)).toList(),
                ConfusionMatrix.of(observations, thresholds),
                Alarms.of(observations, thresholds),
                Calibration.of(observations, Exhibits.LEAST_THRESHOLD),
                TemperatureScaling.fit(observations, Exhibits.LEAST_THRESHOLD),
                CorrectedCalibration.of(observations, Exhibits.LEAST_THRESHOLD),
                tide,
                parent == null ? null : tide.minus(Tide.of(parent.observations())),
                agreement(exhibit, parent),
                summary(exhibit.robustness()),
                summary(exhibit.secondDataset()),
                WorstPictures.of(observations, thresholds, WORST_PICTURES),
                plan.isBaseline() ? suspicious(observations) : null,
                matchTable,
                detections);
    }

    private static <T> @Nullable T summary(@Nullable Elsewhere<T> elsewhere) {
        return elsewhere == null ? null : elsewhere.summary();
    }

    private static List<Suspicion> suspicious(Observations observations) {
        return SuspiciousLabels.find(observations).stream()
                .limit(SUSPICIOUS_LABELS)
                .toList();
    }

    private static @Nullable Agreement agreement(Exhibit exhibit, @Nullable Exhibit parent) {
        return parent == null
                ? null
                : Agreement.of(
                        parent.observations(),
                        parent.thresholds(),
                        exhibit.observations(),
                        exhibit.thresholds(),
                        DIFFERENT_PICTURES);
    }
}
