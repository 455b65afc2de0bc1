package dev.visor.evaluation.figure;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.bootstrap.Figure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** COCO's ranges of area in square pixels; both ends belong to a range. */
enum SizeRange {
    SMALL(0, 1024, Metric.AP_SMALL, Figure.AP_SMALL, Figure.AP50_SMALL, Figure.AP75_SMALL),
    MEDIUM(1024, 9216, Metric.AP_MEDIUM, Figure.AP_MEDIUM, Figure.AP50_MEDIUM, Figure.AP75_MEDIUM),
    LARGE(9216, 1e10, Metric.AP_LARGE, Figure.AP_LARGE, Figure.AP50_LARGE, Figure.AP75_LARGE);

    private final double low;
    private final double high;
    private final Metric own;
    private final Figure ap;
    private final Figure ap50;
    private final Figure ap75;

    SizeRange(double low, double high, Metric own, Figure ap, Figure ap50, Figure ap75) {
        this.low = low;
        this.high = high;
        this.own = own;
        this.ap = ap;
        this.ap50 = ap50;
        this.ap75 = ap75;
    }

    boolean contains(double area) {
        return area >= low && area <= high;
    }

    String slice() {
        return Slices.SIZE + "=" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * COCO's own figure of a slice of sizes: AP, AP50 and AP75, and AP of small labels where they are small. COCO leaves out
     * unmatched detections of other sizes, and which are unmatched depends on the IoU threshold, so no part of the
     * observations has these figures.
     */
    static Optional<Figure> figure(Metric metric, @Nullable String slice) {
        return of(slice).flatMap(range -> Optional.ofNullable(range.figure(metric)));
    }

    private @Nullable Figure figure(Metric metric) {
        return switch (metric) {
            case AP -> ap;
            case AP50 -> ap50;
            case AP75 -> ap75;
            default -> metric == own ? ap : null;
        };
    }

    /** The range that a metric is of, if it is of one: {@code ap-small}. */
    static Optional<SizeRange> of(Metric metric) {
        return Arrays.stream(values()).filter(r -> r.own == metric).findFirst();
    }

    /** The range that a slice means, if it means one. */
    static Optional<SizeRange> of(@Nullable String slice) {
        return Arrays.stream(values()).filter(r -> r.slice().equals(slice)).findFirst();
    }
}
