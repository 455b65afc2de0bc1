package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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
        return fewLabels(limit, figures, metric, scope, value)
                .or(() -> value < 0
                        ? Optional.of(limit.error("%s of the %s was not measured".formatted(metric.word(), who)))
                        : Optional.empty());
    }

    /** Costs do not, and false alarms are told best where there is nothing: pictures are enough for them. */
    static boolean restsOnLabels(Metric metric) {
        return !metric.isCost() && metric != Metric.FALSE_ALARMS;
    }

    private static Optional<GateResult> fewLabels(
            Limit limit, Figures figures, Metric metric, Scope scope, double value) {
        if (!restsOnLabels(metric)) {
            return Optional.empty();
        }
        Double told = value < 0 ? null : value;
        Ground ground = Ground.of(metric);
        int instances = figures.instances(metric, scope);
        if (instances < LEAST_INSTANCES) {
            return Optional.of(limit.inconclusive(
                    told,
                    "%s %d %slabelled boxes of %s, at least %d are needed to tell: %s"
                            .formatted(
                                    ground.has(),
                                    instances,
                                    size(metric),
                                    scope.inWords(),
                                    LEAST_INSTANCES,
                                    ground.more())));
        }
        String unlabelled = figures.labels(metric, scope).entrySet().stream()
                .filter(c -> c.getValue() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return unlabelled.isEmpty()
                ? Optional.empty()
                : Optional.of(limit.inconclusive(
                        told,
                        "%s 0 %slabelled boxes of %s, so the figure says nothing of it: label some, %s"
                                .formatted(
                                        ground.has(),
                                        size(metric),
                                        scope.slice() == null ? unlabelled : unlabelled + " where " + scope.slice(),
                                        ground.without(metric))));
    }

    /** The labels that COCO's figures of one size rest on. */
    private static String size(Metric metric) {
        return switch (metric) {
            case AP_SMALL -> "small ";
            case AP_MEDIUM -> "medium ";
            case AP_LARGE -> "large ";
            default -> "";
        };
    }

    /**
     * The pictures that a metric is of.
     *
     * @param has begins a sentence on how many labels there are
     * @param more how to get more of them
     * @param leaveOut how to do without a class
     */
    private record Ground(String has, String more, String leaveOut) {
        private static final Ground JUDGED =
                new Ground("the judged split has", "label more pictures", "leave it out with 'classes' in the policy");
        private static final Ground CORRUPTED = new Ground(
                "the corrupted pictures have",
                "label more pictures, or raise 'pictures' of 'robustness' in the policy",
                "raise 'pictures' of 'robustness', or leave it out with 'classes' in the policy");
        private static final Ground SECOND = new Ground(
                "the second dataset has",
                "label more of its pictures, or name another as 'secondDataset' in the policy",
                "or leave it out with 'classes' of 'secondDataset' in the policy");

        static Ground of(Metric metric) {
            return metric.needsCorruptions() ? CORRUPTED : metric.needsSecondDataset() ? SECOND : JUDGED;
        }

        String without(Metric metric) {
            return this != JUDGED
                    ? leaveOut
                    : metric.isPerClass() ? "ask one class with 'className', or " + leaveOut : "or " + leaveOut;
        }
    }
}
