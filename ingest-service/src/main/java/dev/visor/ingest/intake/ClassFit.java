package dev.visor.ingest.intake;

import dev.visor.contracts.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a dataset can judge a model: every judged class must be one of the model's, by name or by the policy's map. */
final class ClassFit {
    private ClassFit() {}

    /** What stands in the way, each as one sentence; empty if nothing does. */
    static List<String> faults(List<String> modelClasses, List<String> datasetClasses, Policy policy) {
        List<String> faults = new ArrayList<>();
        for (String judged : policy.classes()) {
            if (!datasetClasses.contains(judged)) {
                faults.add("policy '%s' judges '%s', which the dataset lacks".formatted(policy.name(), judged));
            }
        }
        policy.classMap().forEach((from, to) -> {
            if (modelClasses.contains(from) && !datasetClasses.contains(to)) {
                faults.add("policy '%s' maps '%s' to '%s', which the dataset lacks".formatted(policy.name(), from, to));
            }
        });
        Set<String> covered = modelClasses.stream()
                .map(c -> policy.classMap().getOrDefault(c, c))
                .collect(Collectors.toSet());
        List<String> judged = policy.classes().isEmpty() ? datasetClasses : policy.classes();
        for (String category : judged) {
            if (datasetClasses.contains(category) && !covered.contains(category)) {
                faults.add("the model has no class '%s'".formatted(category));
            }
        }
        return faults;
    }
}
