package dev.visor.ingest.dashboard.document;

import dev.visor.contracts.policy.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The accuracy of a variant, as much of the report as pages show.
 *
 * @param unlisted dimensions whose slices are too many to list, each with how many values it has; null in reports from
 *     before they were told
 * @param temperature null in reports from before it was told
 * @param corrected null in reports from before it was told
 */
public record ReportDocument(
        int images,
        double minimumScore,
        Thresholds thresholds,
        List<Figure> figures,
        @Nullable Map<String, Integer> unlisted,
        List<Curve> curves,
        Confusion confusion,
        Calibration calibration,
        @Nullable Temperature temperature,
        @Nullable Corrected corrected,
        Tide tide,
        @Nullable Tide tideSinceParent,
        @Nullable Agreement agreement,
        @Nullable Robustness robustness,
        @Nullable Elsewhere secondDataset) {
    /** What is reached at the threshold of each class. */
    public record Thresholds(List<OfClass> perClass) {
        /** One class. */
        public record OfClass(String className, Curve.Point fitted) {}
    }

    /** By which logits of scores would be divided. */
    public record Temperature(double temperature) {}

    /** D-ECE after corrections that were fitted on one half of the pictures and judged on the other. */
    public record Corrected(double dEceByTemperature, double dEceByIsotonic, int detections) {}

    /** A metric of all, a class or a slice. */
    public record Figure(
            Metric metric,
            @Nullable String className,
            @Nullable String slice,
            double value,
            int instances) {}

    /** AP on corrupted pictures. */
    public record Robustness(
            double cleanAp,
            double meanAp,
            double relative,
            @Nullable String worst,
            List<UnderCorruption> corruptions) {}

    /** AP under one corruption. */
    public record UnderCorruption(String corruption, double meanAp, double relative, List<AtSeverity> severities) {}

    /** AP at a severity of 1 to 5. */
    public record AtSeverity(int severity, double ap) {}

    /** COCO's figures on another dataset. */
    public record Elsewhere(double ap, double ap50, double ap75, double ar100) {}
}
