package dev.visor.contracts.compression;

import java.util.List;

/**
 * What a {@link CompressionReport} is too small for: an artefact of its own.
 *
 * @param nodes in the variant's order
 * @param kernels what ONNX Runtime ran, slowest first; empty if it was not measured
 * @param ranges calibrated ranges; empty if nothing was calibrated
 */
public record ReportDetails(List<NodeReport> nodes, List<KernelTime> kernels, List<ValueRange> ranges) {
    public ReportDetails {
        nodes = List.copyOf(nodes);
        kernels = List.copyOf(kernels);
        ranges = List.copyOf(ranges);
    }
}
