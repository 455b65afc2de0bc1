package dev.visor.contracts.policy;

import dev.visor.contracts.Names;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a variant must keep to be promoted, and where to.
 *
 * @param name what users call it
 * @param target the deployment target whose champion it may become
 * @param dataset the dataset to judge on unless an upload names one; null for none
 * @param classes classes of the dataset that are judged; empty for all. A class left out here is left out by name
 * @param classMap model class → dataset class, for classes whose names differ; same names need no entry
 * @param gates every one must pass, at least one
 * @param objective chooses among those that pass
 */
public record Policy(
        String name,
        String target,
        @Nullable String dataset,
        List<String> classes,
        Map<String, String> classMap,
        List<GateSpec> gates,
        Objective objective) {
    /** The deployment target unless a policy names another. */
    public static final String DEFAULT_TARGET = "roadside";

    public Policy {
        Names.require("policy", name);
        Names.require("target", target);
        if (dataset != null) {
            Names.require("dataset", dataset);
        }
        classes = List.copyOf(classes);
        classMap = Map.copyOf(classMap);
        gates = List.copyOf(gates);
        if (gates.isEmpty()) {
            throw new IllegalArgumentException("a policy has at least one gate");
        }
    }

    /** The policy of an upload that names none: AP50 ≥ 0.3, at most one point of AP lost, no slower, no larger. */
    public static Policy standard() {
        return new Policy(
                "default",
                DEFAULT_TARGET,
                null,
                List.of(),
                Map.of(),
                List.of(
                        new GateSpec.Minimum(Metric.AP50, null, 0.3),
                        new GateSpec.MaximumDrop(Metric.AP, null, 0.01),
                        new GateSpec.LatencyRatio(1.05),
                        new GateSpec.SizeRatio(1.0)),
                Objective.FASTEST);
    }
}
