package dev.visor.onnx.firewall;

import dev.visor.onnx.graph.ValueInfo;
import java.util.List;
import java.util.Map;

/** What the firewall says about a file. */
public sealed interface FirewallReport {
    /**
     * The file keeps to all rules.
     *
     * @param inputs what a run must be given
     * @param metadata {@code metadata_props}, in order; untrusted text
     */
    record Accepted(
            long fileBytes,
            long irVersion,
            int opset,
            int nodes,
            int constants,
            List<ValueInfo> inputs,
            List<ValueInfo> outputs,
            Map<String, String> metadata)
            implements FirewallReport {}

    /**
     * The file breaks a rule; the first one found is named.
     *
     * @param message the rule's words with the figures of this case, fit for the uploader
     */
    record Refused(FirewallRule rule, String message) implements FirewallReport {
        public String ruleId() {
            return rule.id();
        }
    }

    default boolean accepted() {
        return this instanceof Accepted;
    }
}
