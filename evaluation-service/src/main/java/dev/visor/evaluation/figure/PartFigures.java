package dev.visor.evaluation.figure;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.metric.Agreement;
import dev.visor.evaluation.metric.Alarms;
import dev.visor.evaluation.metric.Calibration;
import dev.visor.evaluation.metric.Olrp;
import dev.visor.evaluation.metric.PrecisionRecallCurve;
import dev.visor.evaluation.metric.UltralyticsAp;
import dev.visor.evaluation.metric.VocAp;
import dev.visor.evaluation.metric.tide.Tide;
import dev.visor.evaluation.metric.tide.TideErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Every metric of one part of what was observed, each computed when it is first asked for. */
final class PartFigures {
    /** Detections below it take no part in calibration: the many faint ones would drown the others. */
    static final double LEAST_CALIBRATED = 0.05;

    private static final double NONE = -1;

    private final Exhibit exhibit;
    private final Scope scope;
    private final Observations observations;
    private final double[] thresholds;
    private final Supplier<MatchTable> table;
    private final Supplier<CocoSummary> coco;
    private final Supplier<VocAp> voc;
    private final Supplier<UltralyticsAp> ultralytics;
    private final Supplier<UltralyticsAp> legacy;
    private final Supplier<List<PrecisionRecallCurve>> curves;
    private final Supplier<Alarms> alarms;
    private final Supplier<TideErrors> tide;

    PartFigures(Exhibit exhibit, Scope scope) {
        this.exhibit = exhibit;
        this.scope = scope;
        this.observations = scope.equals(Scope.WHOLE)
                ? exhibit.observations()
                : Part.of(exhibit.observations(), exhibit.slices(), scope).observations();
        this.thresholds = exhibit.thresholds(scope.className());
        this.table = Once.of(() -> MatchTable.of(observations));
        this.coco = Once.of(() -> CocoSummary.of(table.get()));
        this.voc = Once.of(() -> VocAp.of(observations));
        this.ultralytics = Once.of(() -> UltralyticsAp.of(observations, UltralyticsAp.Era.DROP));
        this.legacy = Once.of(() -> UltralyticsAp.of(observations, UltralyticsAp.Era.RAMP));
        this.curves = Once.of(() -> PrecisionRecallCurve.of(observations));
        this.alarms = Once.of(() -> Alarms.of(observations, thresholds));
        this.tide = Once.of(() -> Tide.of(observations));
    }

    MatchTable table() {
        return table.get();
    }

    CocoSummary coco() {
        return coco.get();
    }

    int instances() {
        int sum = 0;
        for (int k = 0; k < table.get().classes(); k++) {
            sum += table.get().instances(k);
        }
        return sum;
    }

    Map<String, Integer> labels(Optional<SizeRange> range) {
        return LabelCount.of(observations, range);
    }

    double value(Metric metric) {
        return switch (metric) {
            case AP -> coco.get().ap();
            case AP50 -> coco.get().ap50();
            case AP75 -> coco.get().ap75();
            case AP_SMALL -> coco.get().apSmall();
            case AP_MEDIUM -> coco.get().apMedium();
            case AP_LARGE -> coco.get().apLarge();
            case AR1 -> coco.get().ar1();
            case AR10 -> coco.get().ar10();
            case AR100 -> coco.get().ar100();
            case VOC_AP -> voc.get().ap10();
            case VOC07_AP -> voc.get().ap07();
            case ULTRALYTICS_AP -> ultralytics.get().ap();
            case ULTRALYTICS_AP50 -> ultralytics.get().ap50();
            case ULTRALYTICS_LEGACY_AP -> legacy.get().ap();
            case ULTRALYTICS_LEGACY_AP50 -> legacy.get().ap50();
            case PRECISION -> share(right(), right() + wrong());
            case RECALL -> share(right(), demanded());
            case F1 -> mean(k -> curves.get().get(k).at(thresholds[k]).f1());
            case RECALL_AT_PRECISION_90 -> mean(k -> curves.get().get(k).recallAtPrecision(0.9));
            case MISSED -> share(missed(), observations.pictures().size());
            case FALSE_ALARMS -> share(wrong(), observations.pictures().size());
            case D_ECE ->
                Calibration.of(observations, LEAST_CALIBRATED).overall().dEce();
            case OLRP -> Olrp.of(observations).olrp();
            case TIDE_CLS -> tide.get().gains().cls();
            case TIDE_LOC -> tide.get().gains().loc();
            case TIDE_BOTH -> tide.get().gains().both();
            case TIDE_DUPE -> tide.get().gains().dupe();
            case TIDE_BKG -> tide.get().gains().bkg();
            case TIDE_MISS -> tide.get().gains().miss();
            case FLIP_RATE -> flipRate();
            default -> throw new IllegalArgumentException(metric + " is not of what was observed");
        };
    }

    private double flipRate() {
        Exhibit parent = exhibit.parent();
        if (parent == null) {
            return 0;
        }
        Observations other =
                Part.of(parent.observations(), exhibit.slices(), scope).observations();
        return Agreement.of(other, parent.thresholds(scope.className()), observations, thresholds, 0)
                .flipRate();
    }

    private int demanded() {
        return alarms.get().perClass().stream()
                .mapToInt(Alarms.ClassAlarms::demanded)
                .sum();
    }

    private int missed() {
        return alarms.get().perClass().stream()
                .mapToInt(Alarms.ClassAlarms::missed)
                .sum();
    }

    private int wrong() {
        return alarms.get().perClass().stream()
                .mapToInt(Alarms.ClassAlarms::falseAlarms)
                .sum();
    }

    private int right() {
        return demanded() - missed();
    }

    /** The mean of the classes that have labels. */
    private double mean(ToDoubleFunction<Integer> ofClass) {
        double sum = 0;
        int count = 0;
        for (int k = 0; k < observations.classes().size(); k++) {
            double value = ofClass.applyAsDouble(k);
            if (value >= 0) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? NONE : sum / count;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? NONE : (double) part / whole;
    }
}
