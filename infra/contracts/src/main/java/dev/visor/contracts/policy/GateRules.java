package dev.visor.contracts.policy;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all gates ask of their fields. */
final class GateRules {
    private static final Pattern SLICE = Pattern.compile("[\\p{Alnum}_.-]{1,64}=[^=\\p{Cntrl}]{1,64}");

    private GateRules() {}

    static void require(
            String gate,
            Metric metric,
            @Nullable String className,
            @Nullable String slice,
            @Nullable Double confidence) {
        Objects.requireNonNull(metric, gate + " needs a metric");
        if (className != null && !metric.isPerClass()) {
            throw new IllegalArgumentException(
                    "%s: there is no %s of a single class; leave className out".formatted(gate, metric.word()));
        }
        if (slice != null && !metric.isPerSlice()) {
            throw new IllegalArgumentException(
                    "%s: there is no %s of a slice; leave slice out".formatted(gate, metric.word()));
        }
        if (slice != null && !SLICE.matcher(slice).matches()) {
            throw new IllegalArgumentException(
                    "%s: slice is written dimension=value, or dimension=* for the worst of all, was '%s'"
                            .formatted(gate, slice));
        }
        if (confidence == null) {
            return;
        }
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "%s: confidence must be above 0.5 and below 1, was %s".formatted(gate, confidence));
        }
        if (!metric.hasInterval()) {
            throw new IllegalArgumentException(
                    "%s: there is no interval of %s; leave confidence out".formatted(gate, metric.word()));
        }
    }

    static void requireLimit(String gate, Metric metric, double limit) {
        boolean fraction = metric.unit() == Metric.Unit.FRACTION;
        if (fraction && !(limit >= 0 && limit <= 1)) {
            throw new IllegalArgumentException("limit of %s must be 0 to 1, was %s".formatted(gate, limit));
        }
        if (!(limit >= 0 && limit < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("limit of %s must be ≥ 0%s, was %s"
                    .formatted(gate, metric.unit().suffix(), limit));
        }
    }

    static void requirePositive(String gate, double limit) {
        if (!(limit > 0 && limit < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("limit of %s must be > 0, was %s".formatted(gate, limit));
        }
    }

    static String named(Metric metric, @Nullable String className, @Nullable String slice) {
        return metric.word() + (className == null ? "" : " of " + className) + (slice == null ? "" : " where " + slice);
    }

    static String against(@Nullable Against against) {
        return against == Against.CHAMPION ? " against the champion" : "";
    }
}
