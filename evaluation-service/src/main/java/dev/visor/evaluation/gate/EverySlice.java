package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a promise of every value of a dimension; the worst answer stands, and says which value it is of. */
record EverySlice(GateSpec spec, String dimension, Function<@Nullable String, Gate> gate) implements Gate {
    /** A tag with more values than this names pictures rather than kinds of them. */
    private static final int MOST_VALUES = 1000;

    /** How many slices an answer names. */
    private static final int MOST_TOLD = 30;

    private static final List<Outcome> WORST_FIRST =
            List.of(Outcome.ERROR, Outcome.FAIL, Outcome.INCONCLUSIVE, Outcome.PASS);

    /** The gate itself, unless the slice is written {@code dimension=*}. */
    static Gate of(GateSpec spec, @Nullable String slice, Function<@Nullable String, Gate> gate) {
        return slice != null && slice.endsWith("=*")
                ? new EverySlice(spec, slice.substring(0, slice.length() - 2), gate)
                : gate.apply(slice);
    }

    @Override
    public GateResult judge(Hearing hearing) {
        List<String> slices = hearing.variant().slices().stream()
                .filter(s -> s.startsWith(dimension + "="))
                .toList();
        if (slices.isEmpty()) {
            return new Limit(spec.describe(), Double.NaN)
                    .error("no picture of the judged split has a '%s'; the slices there are: %s"
                            .formatted(dimension, told(hearing.variant())));
        }
        if (slices.size() > MOST_VALUES) {
            return new Limit(spec.describe(), Double.NaN)
                    .error(
                            ("'%s' has %d values in the judged split, each of at most %d can be asked: name one of them in the gate, or tag pictures by kind")
                                    .formatted(dimension, slices.size(), MOST_VALUES));
        }
        record Answer(String slice, GateResult result) {}
        List<String> judged = judged(slices, hearing.variant());
        Answer worst = judged.stream()
                .map(slice -> new Answer(slice, gate.apply(slice).judge(hearing)))
                .min(Comparator.<Answer>comparingInt(a -> WORST_FIRST.indexOf(a.result.outcome()))
                        .thenComparingDouble(a -> room(a.result)))
                .orElseThrow();
        return worst.result.named(
                spec.describe(),
                "worst of %d slices is %s: %s".formatted(judged.size(), worst.slice, worst.result.reason()));
    }

    /** The slices there are, as many as a person reads. */
    static String told(Figures figures) {
        List<String> slices = figures.slices();
        String first = slices.stream().limit(MOST_TOLD).collect(Collectors.joining(", "));
        return slices.size() <= MOST_TOLD ? first : "%s and %d more".formatted(first, slices.size() - MOST_TOLD);
    }

    /** Pictures of nothing, as those of {@code crowding=0}, can't say what is found: asking it of them would never end. */
    private List<String> judged(List<String> slices, Figures variant) {
        if (!spec.asks(Sufficiency::restsOnLabels)) {
            return slices;
        }
        List<String> labelled = slices.stream()
                .filter(slice -> variant.instances(Metric.AP, new Scope(null, slice)) > 0)
                .toList();
        return labelled.isEmpty() ? slices : labelled;
    }

    /** How far the value is from the limit on the allowed side; less is worse. */
    private double room(GateResult result) {
        Double value = result.value();
        Double limit = result.limit();
        if (value == null || limit == null) {
            return Double.NEGATIVE_INFINITY;
        }
        return spec instanceof GateSpec.Minimum ? value - limit : limit - value;
    }
}
