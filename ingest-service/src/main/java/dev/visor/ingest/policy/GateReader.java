package dev.visor.ingest.policy;

import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one gate of a policy. */
final class GateReader {
    private static final String KINDS = "minimum, maximum-drop, latency-ratio, size-ratio";
    private static final Set<String> ACCURACY = Set.of("gate", "metric", "className", "limit");
    private static final Set<String> RATIO = Set.of("gate", "limit");

    private GateReader() {}

    /**
     * Reads the gate.
     *
     * @param path where it is: {@code gates[0].}
     * @param violations gathers sentences
     * @return the gate, or null if something is wrong with it
     */
    static @Nullable GateSpec read(JsonNode node, String path, List<String> violations) {
        if (!node.isObject()) {
            violations.add("%s must be a map with 'gate' and 'limit', was %s"
                    .formatted(path.substring(0, path.length() - 1), node));
            return null;
        }
        Fields fields = new Fields(node, path, violations);
        String kind = fields.text("gate");
        return switch (kind == null ? "" : kind) {
            case "minimum", "maximum-drop" -> accuracy(kind, fields, path, violations);
            case "latency-ratio", "size-ratio" -> ratio(kind, fields, path, violations);
            case "" -> {
                violations.add("%sgate is missing; it is one of %s".formatted(path, KINDS));
                yield null;
            }
            default -> {
                violations.add("%sgate '%s' is unknown; it is one of %s".formatted(path, kind, KINDS));
                yield null;
            }
        };
    }

    private static @Nullable GateSpec accuracy(
            @Nullable String kind, Fields fields, String path, List<String> violations) {
        int before = violations.size();
        fields.allow(ACCURACY);
        Metric metric = fields.word("metric", Metric::parse);
        String className = fields.text("className");
        double limit = fields.number("limit");
        if (metric == null && violations.size() == before) {
            violations.add("%smetric is missing; it is one of ap, ap50, ap75, ar100".formatted(path));
        }
        if (metric == null || violations.size() > before) {
            return null;
        }
        return checked(
                path,
                violations,
                () -> "minimum".equals(kind)
                        ? new GateSpec.Minimum(metric, className, limit)
                        : new GateSpec.MaximumDrop(metric, className, limit));
    }

    private static @Nullable GateSpec ratio(
            @Nullable String kind, Fields fields, String path, List<String> violations) {
        int before = violations.size();
        fields.allow(RATIO);
        double limit = fields.number("limit");
        if (violations.size() > before) {
            return null;
        }
        return checked(
                path,
                violations,
                () -> "latency-ratio".equals(kind) ? new GateSpec.LatencyRatio(limit) : new GateSpec.SizeRatio(limit));
    }

    private static @Nullable GateSpec checked(
            String path, List<String> violations, java.util.function.Supplier<GateSpec> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            violations.add(path + " " + e.getMessage());
            return null;
        }
    }
}
