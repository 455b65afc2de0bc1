package dev.visor.ingest.policy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
import dev.visor.contracts.policy.Resampling;
import dev.visor.contracts.policy.RobustnessTerms;
import dev.visor.contracts.policy.SecondDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a policy strictly: a field that is not understood is refused, since a promise that is silently passed over is
 * broken. Every violation is named, not only the first.
 */
final class PolicyReader {
    private static final Set<String> FIELDS = Set.of(
            "name",
            "target",
            "dataset",
            "classes",
            "classMap",
            "gates",
            "objective",
            "robustness",
            "secondDataset",
            "resampling");
    private static final int MAX_GATES = 100;
    private static final String UNNAMED = "unnamed";

    private PolicyReader() {}

    /**
     * Reads the text.
     *
     * @param put what the policy is put as; a name in the text must be the same. Null if it isn't put: the name is the text's
     *     then, or {@value #UNNAMED}
     * @param json whether the text is JSON; else YAML
     * @throws VisorException {@code INVALID_POLICY} with every violation
     */
    static Policy read(@Nullable String put, byte[] text, boolean json) {
        JsonNode root = PolicyText.parse(text, json);
        if (!root.isObject()) {
            throw new VisorException(
                    ErrorCode.INVALID_POLICY,
                    "a policy is a map of the fields %s, was %s"
                            .formatted(FIELDS.stream().sorted().toList(), kind(root)));
        }
        List<String> violations = new ArrayList<>();
        Fields fields = new Fields(root, "", violations);
        fields.allow(FIELDS);
        String written = fields.name("name");
        String name = put != null ? put : written != null ? written : UNNAMED;
        if (written != null && !written.equals(name)) {
            violations.add("name is '%s' but the policy is put as '%s'".formatted(written, name));
        }
        String target = fields.name("target");
        String dataset = fields.name("dataset");
        List<String> classes = fields.texts("classes");
        Map<String, String> classMap = fields.textMap("classMap");
        Objective objective = fields.word("objective", Objective::parse);
        List<GateSpec> gates = gates(root.get("gates"), violations);
        RobustnessTerms robustness = robustness(fields.inside("robustness"));
        SecondDataset second = secondDataset(fields.inside("secondDataset"));
        Resampling resampling = resampling(fields.inside("resampling"));
        Policy policy = !violations.isEmpty()
                ? null
                : fields.made(() -> new Policy(
                        name,
                        target == null ? Policy.DEFAULT_TARGET : target,
                        dataset,
                        classes,
                        classMap,
                        gates,
                        objective == null ? Objective.FASTEST : objective,
                        robustness,
                        second,
                        resampling));
        if (policy != null) {
            violations.addAll(policy.objections());
        }
        if (policy == null || !violations.isEmpty()) {
            throw new VisorException(
                    ErrorCode.INVALID_POLICY,
                    "policy '%s' has %d violation%s: %s"
                            .formatted(
                                    name,
                                    violations.size(),
                                    violations.size() == 1 ? "" : "s",
                                    String.join("; ", violations)),
                    violations,
                    null);
        }
        return policy;
    }

    private static @Nullable RobustnessTerms robustness(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.allow(Set.of("corruptions", "severities", "pictures"));
        return fields.made(() -> new RobustnessTerms(fields.texts("corruptions"), fields.wholes("severities"), (int)
                fields.whole("pictures", RobustnessTerms.DEFAULT_PICTURES, 1, 100_000)));
    }

    private static @Nullable SecondDataset secondDataset(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.allow(Set.of("dataset", "classes", "classMap"));
        String dataset = fields.name("dataset");
        if (dataset == null) {
            fields.missing("dataset", "name an imported dataset");
            return null;
        }
        return fields.made(() -> new SecondDataset(dataset, fields.texts("classes"), fields.textMap("classMap")));
    }

    private static @Nullable Resampling resampling(@Nullable Fields fields) {
        if (fields == null) {
            return null;
        }
        fields.allow(Set.of("unit", "replicates", "seed"));
        return fields.made(() -> new Resampling(
                fields.name("unit"),
                (int) fields.whole("replicates", Resampling.STANDARD.replicates(), 100, 100_000),
                fields.whole("seed", Resampling.STANDARD.seed(), Long.MIN_VALUE, Long.MAX_VALUE)));
    }

    private static List<GateSpec> gates(@Nullable JsonNode node, List<String> violations) {
        List<GateSpec> gates = new ArrayList<>();
        if (node == null || !node.isArray() || node.isEmpty() || node.size() > MAX_GATES) {
            violations.add("gates must be a list of 1 to %d gates, was %s"
                    .formatted(MAX_GATES, node == null ? "absent" : kind(node)));
            return gates;
        }
        for (int i = 0; i < node.size(); i++) {
            GateSpec gate = GateReader.read(node.get(i), "gates[%d].".formatted(i), violations);
            if (gate != null) {
                gates.add(gate);
            }
        }
        return gates;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list of " + node.size();
            case OBJECT -> "a map";
            case MISSING, NULL -> "nothing";
            default -> node.toString();
        };
    }
}
