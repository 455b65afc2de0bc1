package dev.visor.contracts.policy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One promise a variant must keep. In a policy the field {@code gate} names the kind.
 *
 * <p>A {@code className} narrows a gate to one class of the dataset. A {@code slice} narrows it to part of the pictures or
 * labels: {@code dimension=value}, for example {@code weather=rain}, {@code brightness=dark}, {@code size=small},
 * {@code crowding=5+}, {@code camera=north}; {@code weather=*} asks it of every value, and the worst decides.
 *
 * <p>A {@code confidence} (one-sided, 0.5 to 1) asks that the pictures suffice to tell: the gate passes only if the bound
 * of the interval keeps the limit, fails only if the other bound breaks it, and is INCONCLUSIVE between.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "gate")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GateSpec.Minimum.class, name = "minimum"),
    @JsonSubTypes.Type(value = GateSpec.Maximum.class, name = "maximum"),
    @JsonSubTypes.Type(value = GateSpec.MaximumDrop.class, name = "maximum-drop"),
    @JsonSubTypes.Type(value = GateSpec.MaximumRatio.class, name = "maximum-ratio"),
    @JsonSubTypes.Type(value = GateSpec.LatencyRatio.class, name = "latency-ratio"),
    @JsonSubTypes.Type(value = GateSpec.SizeRatio.class, name = "size-ratio")
})
public sealed interface GateSpec {
    /** What the gate is called in a verdict. */
    String describe();

    /** Whether it asks for a metric of this kind. */
    default boolean asks(Predicate<Metric> kind) {
        return switch (this) {
            case Minimum g -> kind.test(g.metric());
            case Maximum g -> kind.test(g.metric());
            case MaximumDrop g -> kind.test(g.metric());
            case MaximumRatio g -> kind.test(g.metric());
            case LatencyRatio g -> false;
            case SizeRatio g -> false;
        };
    }

    /** Of the bound that must keep the limit; null for the figure itself. */
    default @Nullable Double confidence() {
        return null;
    }

    /**
     * Why this makes no sense to ask and what to ask instead, or null if it does. A new policy is refused for it; one that
     * was kept before is still read.
     */
    default @Nullable String objection() {
        return switch (this) {
            case Minimum g
            when !g.metric().greaterIsBetter() ->
                "less %s is better, so a minimum of it would refuse what is good: write gate: maximum"
                        .formatted(g.metric().word());
            case Maximum g
            when g.metric().greaterIsBetter() ->
                "more %s is better, so a maximum of it would refuse what is good: write gate: minimum"
                        .formatted(g.metric().word());
            case MaximumRatio g
            when !g.metric().isCost() ->
                "%s is no cost in ms or bytes, so a ratio of it says nothing: write gate: maximum-drop"
                        .formatted(g.metric().word());
            default -> null;
        };
    }

    /**
     * The metric reaches a value.
     *
     * @param metric what is measured
     * @param className one class of the dataset, or null for all judged ones
     * @param slice part of the pictures, or null for all
     * @param limit least value, in the metric's unit
     * @param confidence of the bound that must reach it, or null for the figure itself
     */
    record Minimum(
            Metric metric,
            @Nullable String className,
            @Nullable String slice,
            double limit,
            @Nullable Double confidence)
            implements GateSpec {
        public Minimum {
            GateRules.require("minimum", metric, className, slice, confidence);
            GateRules.requireLimit("minimum", metric, limit);
        }

        /** Of all pictures, by the figure itself. */
        public Minimum(Metric metric, @Nullable String className, double limit) {
            this(metric, className, null, limit, null);
        }

        @Override
        public String describe() {
            return "minimum " + GateRules.named(metric, className, slice);
        }
    }

    /**
     * The metric stays below a value.
     *
     * @param metric what is measured
     * @param className one class of the dataset, or null for all judged ones
     * @param slice part of the pictures, or null for all
     * @param limit greatest value, in the metric's unit
     * @param confidence of the bound that must keep it, or null for the figure itself
     */
    record Maximum(
            Metric metric,
            @Nullable String className,
            @Nullable String slice,
            double limit,
            @Nullable Double confidence)
            implements GateSpec {
        public Maximum {
            GateRules.require("maximum", metric, className, slice, confidence);
            GateRules.requireLimit("maximum", metric, limit);
        }

        @Override
        public String describe() {
            return "maximum " + GateRules.named(metric, className, slice);
        }
    }

    /**
     * The metric gets worse by at most this much. With a confidence it is a test of non-inferiority, and {@code limit} its
     * margin.
     *
     * @param metric what is measured
     * @param className one class of the dataset, or null for all judged ones
     * @param slice part of the pictures, or null for all
     * @param limit greatest loss, in the metric's unit (0.01 of AP is one point); of what is better when less, greatest
     *     increase
     * @param against whose figure it is compared with; null for the uploaded baseline, as which it is also kept
     * @param confidence of the bound that must keep it, or null for the figure itself
     */
    record MaximumDrop(
            Metric metric,
            @Nullable String className,
            @Nullable String slice,
            double limit,
            @Nullable Against against,
            @Nullable Double confidence)
            implements GateSpec {
        public MaximumDrop {
            GateRules.require("maximum-drop", metric, className, slice, confidence);
            GateRules.requireLimit("maximum-drop", metric, limit);
            against = against == Against.BASELINE ? null : against;
        }

        /** Of all pictures against the baseline, by the figures themselves. */
        public MaximumDrop(Metric metric, @Nullable String className, double limit) {
            this(metric, className, null, limit, null, null);
        }

        /** Whose figure it is compared with. */
        public Against reference() {
            return against == null ? Against.BASELINE : against;
        }

        @Override
        public String describe() {
            return "maximum-drop " + GateRules.named(metric, className, slice) + GateRules.against(against);
        }
    }

    /**
     * The metric divided by another model's stays below a value.
     *
     * @param metric a cost: latency, memory, size or download
     * @param limit greatest ratio, > 0
     * @param against whose figure it is divided by; null for the uploaded baseline, as which it is also kept
     */
    record MaximumRatio(
            Metric metric, double limit, @Nullable Against against) implements GateSpec {
        public MaximumRatio {
            Objects.requireNonNull(metric, "maximum-ratio needs a metric");
            GateRules.requirePositive("maximum-ratio", limit);
            against = against == Against.BASELINE ? null : against;
        }

        /** Whose figure it is compared with. */
        public Against reference() {
            return against == null ? Against.BASELINE : against;
        }

        @Override
        public String describe() {
            return "maximum-ratio " + metric.word() + GateRules.against(against);
        }
    }

    /**
     * Median latency divided by the baseline's, both measured interleaved.
     *
     * @param limit greatest ratio, > 0
     */
    record LatencyRatio(double limit) implements GateSpec {
        public LatencyRatio {
            GateRules.requirePositive("latency-ratio", limit);
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
            GateRules.requirePositive("size-ratio", limit);
        }

        @Override
        public String describe() {
            return "size-ratio";
        }
    }
}
