package dev.visor.evaluation.figure;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.bootstrap.Figure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** COCO's ranges of area in square pixels; both ends belong to a range. */
enum SizeRange {
    SMALL(0, 1024),
    MEDIUM(1024, 9216),
    LARGE(9216, 1e10);

    private final double low;
    private final double high;

    SizeRange(double low, double high) {
        this.low = low;
        this.high = high;
    }

    boolean contains(double area) {
        return area >= low && area <= high;
    }

    String slice() {
        return Slices.SIZE + "=" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * The range whose AP is COCO's own: AP of a slice of sizes, and AP of small labels where they are small. COCO's rule for
     * unmatched detections depends on the IoU threshold, so no part of the observations has that AP.
     */
    static Optional<SizeRange> ofAp(Metric metric, @Nullable String slice) {
        return of(slice).filter(range -> metric == Metric.AP || metric == range.metric());
    }

    /** AP of the range. */
    double ap(CocoSummary summary) {
        return switch (this) {
            case SMALL -> summary.apSmall();
            case MEDIUM -> summary.apMedium();
            case LARGE -> summary.apLarge();
        };
    }

    /** The same under resampled pictures. */
    Figure figure() {
        return switch (this) {
            case SMALL -> Figure.AP_SMALL;
            case MEDIUM -> Figure.AP_MEDIUM;
            case LARGE -> Figure.AP_LARGE;
        };
    }

    private Metric metric() {
        return switch (this) {
            case SMALL -> Metric.AP_SMALL;
            case MEDIUM -> Metric.AP_MEDIUM;
            case LARGE -> Metric.AP_LARGE;
        };
    }

    /** The range that a slice means, if it means one. */
    static Optional<SizeRange> of(@Nullable String slice) {
        return Arrays.stream(values()).filter(r -> r.slice().equals(slice)).findFirst();
    }
}
