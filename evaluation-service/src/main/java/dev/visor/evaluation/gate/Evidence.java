package dev.visor.evaluation.gate;

import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.policy.Metric;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an accuracy figure can be judged at all. */
final class Evidence {
    /** With fewer labelled boxes one of them moves recall by more than a tenth. */
    static final int LEAST_INSTANCES = 10;

    private Evidence() {}

    /** Why a metric can't be judged, or empty if it can. {@code who} owns the figures, for people. */
    static Optional<GateResult> lacking(
            Limit limit, String who, Measured measured, Metric metric, @Nullable String className) {
        Optional<Double> value = measured.value(metric, className);
        if (value.isEmpty()) {
            return Optional.of(limit.error("class %s isn't judged; judged are %s: name one of them in the gate"
                    .formatted(className, measured.classNames())));
        }
        if (Double.isNaN(value.get())) {
            return Optional.of(limit.error(
                    "%s of the %s is not a number, it could not be measured".formatted(metric.word(), who)));
        }
        int instances = measured.instances(className);
        String what = className == null ? "all judged classes" : "class " + className;
        if (instances < LEAST_INSTANCES) {
            return Optional.of(limit.inconclusive(
                    value.get() < 0 ? null : value.get(),
                    "the judged split has %d labelled boxes of %s, at least %d are needed to tell: label more pictures"
                            .formatted(instances, what, LEAST_INSTANCES)));
        }
        if (className == null && !measured.unlabelled().isEmpty()) {
            return Optional.of(limit.inconclusive(
                    value.get(),
                    "the judged split has 0 labelled boxes of %s, so the mean says nothing of it: label some, or leave it out with 'classes' in the policy"
                            .formatted(String.join(", ", measured.unlabelled()))));
        }
        if (value.get() < 0) {
            return Optional.of(limit.error("%s of the %s was not measured".formatted(metric.word(), who)));
        }
        return Optional.empty();
    }
}
