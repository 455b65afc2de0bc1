package dev.visor.evaluation.compare;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import dev.visor.evaluation.gate.Figures;
import dev.visor.evaluation.gate.Hearing;
import dev.visor.evaluation.gate.Reference;
import dev.visor.evaluation.gate.Scope;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** By how much a gate keeps or breaks its limit, and where its metric is worst. */
final class GateExplanation {
    /** As gates themselves say nothing of fewer labels. */
    private static final int LEAST_INSTANCES = 10;

    private GateExplanation() {}

    /** What gates of accuracy ask about. */
    private record Question(
            Metric metric,
            @Nullable String className,
            @Nullable String slice,
            @Nullable Against against) {
        /** How bad a slice is: the more the worse. */
        double badness(double value, @Nullable Double reference) {
            double loss = reference == null ? -value : reference - value;
            return metric.greaterIsBetter() ? loss : -loss;
        }
    }

    static Explanation.Gate of(GateSpec rule, GateResult result, Hearing hearing) {
        Question question = question(rule);
        Double room = room(rule, result);
        Double limit = result.limit();
        return new Explanation.Gate(
                rule,
                result,
                against(rule),
                question == null ? null : decided(question, result, hearing),
                room,
                room == null || limit == null || limit == 0 ? null : room / Math.abs(limit),
                question == null || !question.metric.isPerSlice() ? null : worst(question, hearing));
    }

    private static @Nullable Question question(GateSpec rule) {
        return switch (rule) {
            case GateSpec.Minimum g -> new Question(g.metric(), g.className(), g.slice(), null);
            case GateSpec.Maximum g -> new Question(g.metric(), g.className(), g.slice(), null);
            case GateSpec.MaximumDrop g -> new Question(g.metric(), g.className(), g.slice(), g.reference());
            case GateSpec.MaximumRatio g -> null;
            case GateSpec.LatencyRatio g -> null;
            case GateSpec.SizeRatio g -> null;
        };
    }

    private static @Nullable Against against(GateSpec rule) {
        return switch (rule) {
            case GateSpec.Minimum g -> null;
            case GateSpec.Maximum g -> null;
            case GateSpec.MaximumDrop g -> g.reference();
            case GateSpec.MaximumRatio g -> g.reference();
            case GateSpec.LatencyRatio g -> Against.BASELINE;
            case GateSpec.SizeRatio g -> Against.BASELINE;
        };
    }

    private static @Nullable Double room(GateSpec rule, GateResult result) {
        Double value = result.value();
        Double limit = result.limit();
        if (value == null || limit == null) {
            return null;
        }
        return rule instanceof GateSpec.Minimum ? value - limit : limit - value;
    }

    /** The slice that a gate's value is of; of {@code dimension=*} the one that has it. */
    private static @Nullable String decided(Question question, GateResult result, Hearing hearing) {
        String slice = question.slice;
        if (slice == null || !slice.endsWith("=*")) {
            return slice;
        }
        Double value = result.value();
        String dimension = slice.substring(0, slice.length() - 1);
        return value == null
                ? null
                : candidates(
                                question,
                                hearing,
                                hearing.variant().slices().stream().filter(s -> s.startsWith(dimension)))
                        .filter(c -> value.equals(asJudged(question, c)))
                        .map(Explanation.WorstSlice::slice)
                        .findFirst()
                        .orElse(null);
    }

    private static double asJudged(Question question, Explanation.WorstSlice slice) {
        Double reference = slice.reference();
        if (question.against == null || reference == null) {
            return slice.value();
        }
        return question.metric.greaterIsBetter() ? reference - slice.value() : slice.value() - reference;
    }

    private static Explanation.@Nullable WorstSlice worst(Question question, Hearing hearing) {
        return candidates(question, hearing, hearing.variant().listedSlices().stream())
                .filter(c -> c.instances() >= LEAST_INSTANCES)
                .max(Comparator.comparingDouble(c -> question.badness(c.value(), c.reference())))
                .orElse(null);
    }

    /** Of these slices those that have the metric, and the reference's there if the gate compares with one. */
    private static Stream<Explanation.WorstSlice> candidates(
            Question question, Hearing hearing, Stream<String> slices) {
        Figures variant = hearing.variant();
        Optional<Figures> reference = reference(question, hearing);
        boolean unknown = question.className != null && !variant.classes().contains(question.className);
        if (unknown || (question.against != null && reference.isEmpty())) {
            return Stream.empty();
        }
        return slices.flatMap(slice -> {
            Scope scope = new Scope(question.className, slice);
            double value = variant.value(question.metric, scope);
            Double other = reference.map(r -> r.value(question.metric, scope)).orElse(null);
            boolean measured = value >= 0 && (other == null || other >= 0);
            return measured
                    ? Stream.of(
                            new Explanation.WorstSlice(slice, value, other, variant.instances(question.metric, scope)))
                    : Stream.empty();
        });
    }

    private static Optional<Figures> reference(Question question, Hearing hearing) {
        Against against = question.against;
        if (against == null) {
            return Optional.empty();
        }
        Reference reference = switch (against) {
            case BASELINE -> hearing.baseline();
            case CHAMPION -> hearing.champion();
        };
        return reference instanceof Reference.Known known ? Optional.of(known.figures()) : Optional.empty();
    }
}
