package dev.visor.evaluation.figure;

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

    /** The range that a slice means, if it means one. */
    static Optional<SizeRange> of(@Nullable String slice) {
        return Arrays.stream(values()).filter(r -> r.slice().equals(slice)).findFirst();
    }
}
