package dev.visor.ingest.policy;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Objective;
import dev.visor.contracts.policy.Policy;
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
    private static final Set<String> FIELDS =
            Set.of("name", "target", "dataset", "classes", "classMap", "gates", "objective");
    private static final int MAX_GATES = 100;

    private PolicyReader() {}

    /**
     * Reads the text.
     *
     * @param name what the policy is put as; a name in the text must be the same
     * @param json whether the text is JSON; else YAML
     * @throws VisorException {@code INVALID_POLICY} with every violation
     */
    static Policy read(String name, byte[] text, boolean json) {
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
        if (written != null && !written.equals(name)) {
            violations.add("name is '%s' but the policy is put as '%s'".formatted(written, name));
        }
        String target = fields.name("target");
        String dataset = fields.name("dataset");
        List<String> classes = fields.texts("classes");
        Map<String, String> classMap = fields.textMap("classMap");
        Objective objective = fields.word("objective", Objective::parse);
        List<GateSpec> gates = gates(root.get("gates"), violations);
        if (!violations.isEmpty()) {
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
        return new Policy(
                name,
                target == null ? Policy.DEFAULT_TARGET : target,
                dataset,
                classes,
                classMap,
                gates,
                objective == null ? Objective.FASTEST : objective);
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
