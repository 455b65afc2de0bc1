package dev.visor.ingest.dashboard.document;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two variants on the same pictures, the second less the first. */
public record ComparisonDocument(
        Ground ground,
        Party first,
        Party second,
        List<Figure> figures,
        Tide tide,
        Agreement agreement,
        List<Shown.Pair> worse,
        List<Shown.Pair> better) {
    /** What both were judged on. */
    public record Ground(
            String dataset, Sha256 digest, String split, int pictures, int replicates, long seed, double confidence) {}

    /** A variant. */
    public record Party(
            VariantId variant,
            List<Curve.Point> operating,
            List<Curve> curves,
            Confusion confusion,
            Calibration calibration,
            Tide tide,
            @Nullable CostDocument costs) {}

    /** One figure of both; bounds and the share of draws in which the second is worse where there are some. */
    public record Figure(
            Metric metric,
            @Nullable String className,
            @Nullable String slice,
            @Nullable Double first,
            @Nullable Double second,
            @Nullable Double difference,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double probabilityWorse,
            int instances) {
        /** Whether the interval of the difference lies on the bad side of 0. */
        public boolean isWorse() {
            return low != null && high != null && (metric.greaterIsBetter() ? high < 0 : low > 0);
        }

        /** Whether it lies on the good side. */
        public boolean isBetter() {
            return low != null && high != null && (metric.greaterIsBetter() ? low > 0 : high < 0);
        }
    }
}
