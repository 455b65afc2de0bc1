package dev.visor.evaluation.run;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.dataset.quality.Suspicion;
import dev.visor.evaluation.figure.FigureRow;
import dev.visor.evaluation.metric.Agreement;
import dev.visor.evaluation.metric.Alarms;
import dev.visor.evaluation.metric.BestThresholds;
import dev.visor.evaluation.metric.BySize;
import dev.visor.evaluation.metric.Calibration;
import dev.visor.evaluation.metric.ConfusionMatrix;
import dev.visor.evaluation.metric.CorrectedCalibration;
import dev.visor.evaluation.metric.PictureErrors;
import dev.visor.evaluation.metric.PrecisionRecallCurve;
import dev.visor.evaluation.metric.TemperatureScaling;
import dev.visor.evaluation.metric.tide.TideErrors;
import dev.visor.evaluation.robustness.RobustnessSummary;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The accuracy of a variant as a document: the same inputs give the same bytes. Costs, which never do, are a document of
 * their own.
 *
 * @param inputs all that it depends on
 * @param images pictures looked at
 * @param files of these pictures, in order; errors name a picture by its place
 * @param coco COCO's twelve figures and each class
 * @param minimumScore score from which on detections should be reported, one for all classes
 * @param thresholds the same for each class, and what is reached at them
 * @param figures every metric of the whole, of classes and of slices
 * @param unlisted dimensions whose slices are too many to list, each with how many values it has; gates may ask for them
 * @param sizes labels of each class by size
 * @param curves precision and recall of each class by score, thinned
 * @param confusion which class is taken for which at the thresholds
 * @param alarms what is missed and falsely reported at the thresholds
 * @param calibration how far scores can be trusted
 * @param temperature by which scores would be more to be trusted; fitted on these pictures, so for another split
 * @param corrected how far they can be trusted after a correction that was fitted on other pictures of these
 * @param tide what kinds of errors cost
 * @param tideSinceParent the same less the uploaded file's; null for itself
 * @param agreement with the uploaded file; null for itself
 * @param robustness on corrupted pictures; null if not asked for
 * @param secondDataset on another dataset; null if not asked for
 * @param worst pictures with the most errors, each with its boxes
 * @param suspicious labels that the uploaded file's own errors cast doubt on; null for variants of it
 * @param matchTable artefact of the match table
 * @param detections artefact of the raw detections ({@code VDT1})
 */
record EvaluationReport(
        EvaluationKey inputs,
        int images,
        List<Sha256> files,
        CocoSummary coco,
        double minimumScore,
        BestThresholds thresholds,
        List<FigureRow> figures,
        SortedMap<String, Integer> unlisted,
        BySize sizes,
        List<PrecisionRecallCurve> curves,
        ConfusionMatrix confusion,
        Alarms alarms,
        Calibration calibration,
        TemperatureScaling temperature,
        CorrectedCalibration corrected,
        TideErrors tide,
        @Nullable TideErrors tideSinceParent,
        @Nullable Agreement agreement,
        @Nullable RobustnessSummary robustness,
        @Nullable CocoSummary secondDataset,
        List<PictureErrors> worst,
        @Nullable List<Suspicion> suspicious,
        Sha256 matchTable,
        Sha256 detections) {
    byte[] bytes() {
        return ContractJson.MAPPER.writeValueAsBytes(this);
    }
}
