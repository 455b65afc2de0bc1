package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.Metric;
import java.util.List;
import java.util.Optional;

/** Whether a figure can be judged at all. */
final class Sufficiency {
    /** With fewer labelled boxes one of them moves recall by more than a tenth. */
    static final int LEAST_INSTANCES = 10;

    private Sufficiency() {}

    /** Why a metric can't be judged, or empty if it can. {@code who} owns the figures, for people. */
    static Optional<GateResult> lacking(Limit limit, String who, Figures figures, Metric metric, Scope scope) {
        String className = scope.className();
        if (className != null && !figures.classes().contains(className)) {
            return Optional.of(limit.error("class %s isn't judged; judged are %s: name one of them in the gate"
                    .formatted(className, String.join(", ", figures.classes()))));
        }
        String slice = scope.slice();
        if (slice != null && !figures.slices().contains(slice)) {
            return Optional.of(limit.error("no picture of the judged split is '%s'; the slices there are: %s"
                    .formatted(slice, EverySlice.told(figures))));
        }
        double value = figures.value(metric, scope);
        if (Double.isNaN(value)) {
            return Optional.of(limit.error(
                    "%s of the %s is not a number, it could not be measured".formatted(metric.word(), who)));
        }
        if (!metric.isPerSlice() || !restsOnLabels(metric)) {
            return value < 0
                    ? Optional.of(limit.error("%s of the %s was not measured".formatted(metric.word(), who)))
                    : Optional.empty();
        }
        return fewLabels(limit, figures, scope, value)
                .or(() -> value < 0
                        ? Optional.of(limit.error("%s of the %s was not measured".formatted(metric.word(), who)))
                        : Optional.empty());
    }

    /** False alarms are told best where there is nothing: pictures are enough for them. */
    static boolean restsOnLabels(Metric metric) {
        return metric != Metric.FALSE_ALARMS;
    }

    private static Optional<GateResult> fewLabels(Limit limit, Figures figures, Scope scope, double value) {
        int instances = figures.instances(scope);
        if (instances < LEAST_INSTANCES) {
            return Optional.of(limit.inconclusive(
                    value < 0 ? null : value,
                    "the judged split has %d labelled boxes of %s, at least %d are needed to tell: label more pictures"
                            .formatted(instances, scope.inWords(), LEAST_INSTANCES)));
        }
        if (scope.className() != null || scope.slice() != null) {
            return Optional.empty();
        }
        List<String> unlabelled = figures.classes().stream()
                .filter(c -> figures.instances(Scope.of(c)) == 0)
                .toList();
        return unlabelled.isEmpty()
                ? Optional.empty()
                : Optional.of(limit.inconclusive(
                        value,
                        "the judged split has 0 labelled boxes of %s, so the mean says nothing of it: label some, or leave it out with 'classes' in the policy"
                                .formatted(String.join(", ", unlabelled))));
    }
}
