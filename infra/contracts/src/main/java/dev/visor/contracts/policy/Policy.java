package dev.visor.contracts.policy;

import dev.visor.contracts.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * @param robustness corrupted pictures it is also looked at on; null for none
 * @param secondDataset another dataset it is also looked at on; null for none
 * @param resampling how intervals are found; {@link Resampling#STANDARD} unless said
 */
public record Policy(
        String name,
        String target,
        @Nullable String dataset,
        List<String> classes,
        Map<String, String> classMap,
        List<GateSpec> gates,
        Objective objective,
        @Nullable RobustnessTerms robustness,
        @Nullable SecondDataset secondDataset,
        @Nullable Resampling resampling) {
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
        if (robustness == null && gates.stream().anyMatch(g -> g.asks(Metric::needsCorruptions))) {
            robustness = RobustnessTerms.all();
        }
        if (secondDataset == null && gates.stream().anyMatch(g -> g.asks(Metric::needsSecondDataset))) {
            throw new IllegalArgumentException(
                    "a gate asks for accuracy on a second dataset; name it in secondDataset, with classes and classMap");
        }
    }

    /** Without corrupted pictures and second dataset. */
    public Policy(
            String name,
            String target,
            @Nullable String dataset,
            List<String> classes,
            Map<String, String> classMap,
            List<GateSpec> gates,
            Objective objective) {
        this(name, target, dataset, classes, classMap, gates, objective, null, null, null);
    }

    /** The same with the classes of the second dataset, which there must be. */
    public Policy onSecondDataset() {
        SecondDataset second = Objects.requireNonNull(secondDataset, "the policy names no second dataset");
        return new Policy(
                name,
                target,
                second.dataset(),
                second.classes(),
                second.classMap(),
                gates,
                objective,
                robustness,
                second,
                resampling);
    }

    /** How intervals are found. */
    public Resampling resamplingOrStandard() {
        return resampling == null ? Resampling.STANDARD : resampling;
    }

    /**
     * What makes no sense in it and what to write instead, each beginning with the gate it is of; empty if all does. A new
     * policy is refused for it; one that was kept before is still read.
     */
    public List<String> objections() {
        List<String> objections = new ArrayList<>();
        Resampling draws = resamplingOrStandard();
        for (int i = 0; i < gates.size(); i++) {
            String objection = gates.get(i).objection();
            if (objection != null) {
                objections.add("gates[%d]: %s".formatted(i, objection));
            }
            Double confidence = gates.get(i).confidence();
            if (confidence != null && !draws.suffices(confidence)) {
                objections.add(
                        "gates[%d]: %d replicates are too few for a confidence of %s, at least %d are needed: ask for less, or raise 'replicates' of 'resampling'"
                                .formatted(i, draws.replicates(), confidence, Resampling.needed(confidence)));
            }
        }
        return objections;
    }

    /** Whether a verdict needs the target's champion to be looked at on the same pictures. */
    public boolean comparesWithChampion() {
        return gates.stream().anyMatch(gate -> switch (gate) {
            case GateSpec.MaximumDrop g -> g.against() == Against.CHAMPION;
            case GateSpec.MaximumRatio g -> g.against() == Against.CHAMPION;
            default -> false;
        });
    }

    /**
     * The policy of an upload that names none: AP50 ≥ 0.3, at most one point of AP lost against the upload and against the
     * champion, no slower, no larger.
     */
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
                        new GateSpec.MaximumDrop(Metric.AP, null, null, 0.01, Against.CHAMPION, null),
                        new GateSpec.LatencyRatio(1.05),
                        new GateSpec.SizeRatio(1.0)),
                Objective.FASTEST);
    }
}
