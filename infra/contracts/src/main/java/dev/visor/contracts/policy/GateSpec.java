package dev.visor.contracts.policy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One promise a variant must keep. In a policy the field {@code gate} names the kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "gate")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GateSpec.Minimum.class, name = "minimum"),
    @JsonSubTypes.Type(value = GateSpec.MaximumDrop.class, name = "maximum-drop"),
    @JsonSubTypes.Type(value = GateSpec.LatencyRatio.class, name = "latency-ratio"),
    @JsonSubTypes.Type(value = GateSpec.SizeRatio.class, name = "size-ratio")
})
public sealed interface GateSpec {
    /** What the gate is called in a verdict. */
    String describe();

    /**
     * The metric reaches a value.
     *
     * @param metric what is measured
     * @param className one class of the dataset, or null for the mean of all judged classes
     * @param limit least value, 0 to 1
     */
    record Minimum(Metric metric, @Nullable String className, double limit) implements GateSpec {
        public Minimum {
            Objects.requireNonNull(metric, "minimum needs a metric");
            requireFraction("minimum", limit);
        }

        @Override
        public String describe() {
            return "minimum " + named(metric, className);
        }
    }

    /**
     * The metric loses at most this much against the uploaded baseline.
     *
     * @param metric what is measured
     * @param className one class of the dataset, or null for the mean of all judged classes
     * @param limit greatest loss, 0 to 1 (0.01 is one point)
     */
    record MaximumDrop(Metric metric, @Nullable String className, double limit) implements GateSpec {
        public MaximumDrop {
            Objects.requireNonNull(metric, "maximum-drop needs a metric");
            requireFraction("maximum-drop", limit);
        }

        @Override
        public String describe() {
            return "maximum-drop " + named(metric, className);
        }
    }

    /**
     * Median latency divided by the baseline's, both measured interleaved.
     *
     * @param limit greatest ratio, > 0
     */
    record LatencyRatio(double limit) implements GateSpec {
        public LatencyRatio {
            requirePositive("latency-ratio", limit);
        }

        @Override
        public String describe() {
            return "latency-ratio";
        }
    }

    /**
     * File size divided by the baseline's.
     *
     * @param limit greatest ratio, > 0
     */
    record SizeRatio(double limit) implements GateSpec {
        public SizeRatio {
            requirePositive("size-ratio", limit);
        }

        @Override
        public String describe() {
            return "size-ratio";
        }
    }

    private static String named(Metric metric, @Nullable String className) {
        return className == null ? metric.word() : metric.word() + " of " + className;
    }

    private static void requireFraction(String gate, double limit) {
        if (!(limit >= 0 && limit <= 1)) {
            throw new IllegalArgumentException("limit of %s must be 0 to 1, was %s".formatted(gate, limit));
        }
    }

    private static void requirePositive(String gate, double limit) {
        if (!(limit > 0 && limit < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("limit of %s must be > 0, was %s".formatted(gate, limit));
        }
    }
}
