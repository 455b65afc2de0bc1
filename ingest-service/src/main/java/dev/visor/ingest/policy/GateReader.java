package dev.visor.ingest.policy;

import dev.visor.contracts.policy.Against;
import dev.visor.contracts.policy.GateSpec;
import dev.visor.contracts.policy.Metric;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one gate of a policy. */
final class GateReader {
    private static final String KINDS = "minimum, maximum, maximum-drop, maximum-ratio, latency-ratio, size-ratio";
    private static final Set<String> ABSOLUTE = Set.of("gate", "metric", "className", "slice", "limit", "confidence");
    private static final Set<String> DROP =
            Set.of("gate", "metric", "className", "slice", "limit", "against", "confidence");
    private static final Set<String> RATIO_OF_METRIC = Set.of("gate", "metric", "limit", "against");
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
            case "minimum" ->
                onMetric(
                        fields,
                        ABSOLUTE,
                        metric -> new GateSpec.Minimum(
                                metric,
                                fields.text("className"),
                                fields.text("slice"),
                                fields.number("limit"),
                                fields.optionalNumber("confidence")));
            case "maximum" ->
                onMetric(
                        fields,
                        ABSOLUTE,
                        metric -> new GateSpec.Maximum(
                                metric,
                                fields.text("className"),
                                fields.text("slice"),
                                fields.number("limit"),
                                fields.optionalNumber("confidence")));
            case "maximum-drop" ->
                onMetric(
                        fields,
                        DROP,
                        metric -> new GateSpec.MaximumDrop(
                                metric,
                                fields.text("className"),
                                fields.text("slice"),
                                fields.number("limit"),
                                fields.word("against", Against::parse),
                                fields.optionalNumber("confidence")));
            case "maximum-ratio" ->
                onMetric(
                        fields,
                        RATIO_OF_METRIC,
                        metric -> new GateSpec.MaximumRatio(
                                metric, fields.number("limit"), fields.word("against", Against::parse)));
            case "latency-ratio" -> ratio(fields, GateSpec.LatencyRatio::new);
            case "size-ratio" -> ratio(fields, GateSpec.SizeRatio::new);
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

    private static @Nullable GateSpec onMetric(Fields fields, Set<String> allowed, Function<Metric, GateSpec> make) {
        fields.allow(allowed);
        Metric metric = fields.word("metric", Metric::parse);
        if (metric == null) {
            fields.missing("metric", "it is one of " + Metric.words());
            return null;
        }
        return fields.made(() -> make.apply(metric));
    }

    private static @Nullable GateSpec ratio(Fields fields, DoubleFunction<GateSpec> make) {
        fields.allow(RATIO);
        return fields.made(() -> make.apply(fields.number("limit")));
    }
}
