package dev.visor.ingest.dashboard.document;

import java.util.List;

/** What a variant costs, beside the uploaded file on one machine. */
public record CostDocument(
        Machine machine,
        String onnxRuntime,
        List<Latency> latency,
        Nodes nodes,
        Footprint footprint,
        Footprint baselineFootprint) {
    /** Where it was measured. */
    public record Machine(String cpu, int cores) {}

    /** Times with so many threads; single rounds in their order. */
    public record Latency(
            int threads,
            double p50Millis,
            double p95Millis,
            double p99Millis,
            double ratio,
            Interval ratioInterval,
            int rounds,
            List<Long> variantNanos,
            List<Long> baselineNanos) {}

    /** Where a median lies. */
    public record Interval(double low, double high, double coverage) {}

    /** Where the time goes. */
    public record Nodes(int kernels, double sumMicros, List<Costly> costliest) {}

    /** One kernel. */
    public record Costly(String node, String opType, double micros, double share) {}

    /** What the file takes; −1 where the system doesn't tell. */
    public record Footprint(long peakMemoryBytes, long sizeBytes, long downloadBytes) {}
}
