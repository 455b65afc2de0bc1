package dev.visor.onnx.probe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the child tells its parent, as one line of JSON after {@link #PREFIX}. */
record ProbeMessage(
        @Nullable String failedRule,
        String reason,
        List<Value> inputs,
        List<Value> outputs,
        Map<String, String> metadata,
        long loadMillis,
        double runMillis,
        long peakMemoryBytes,
        long idleMemoryBytes) {
    static final String PREFIX = "VISOR-PROBE ";

    /**
     * @param shape −1 where unknown; null when the rank is unknown
     * @param features of outputs
     */
    record Value(
            String name,
            String type,
            long @Nullable [] shape,
            double min,
            double max,
            double mean,
            List<FeatureRange> features) {
        static Value of(ProbeReport.Output output) {
            return new Value(
                    output.name(),
                    output.type().name(),
                    output.shape().toArray(),
                    output.min(),
                    output.max(),
                    output.mean(),
                    output.features());
        }
    }

    static ProbeMessage failed(ProbeRule rule, String reason) {
        return new ProbeMessage(rule.name(), reason, List.of(), List.of(), Map.of(), 0, 0, 0, 0);
    }
}
