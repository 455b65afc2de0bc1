package dev.visor.contracts.compression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CompressionReport} is too small for: an artefact of its own.
 *
 * @param nodes in the variant's order
 * @param kernels what ONNX Runtime ran, slowest first; empty if it was not measured
 * @param ranges calibrated ranges; empty if nothing was calibrated
 * @param groups channels that may be removed, in the variant's order; empty if it isn't known
 * @param protectedChannels channels that must stay, in the variant's order; empty if it isn't known
 */
public record ReportDetails(
        List<NodeReport> nodes,
        List<KernelTime> kernels,
        List<ValueRange> ranges,
        List<ChannelGroupReport> groups,
        List<ProtectedChannelsReport> protectedChannels) {
    // Reports from before channels were looked at have no such fields.
    public ReportDetails(
            List<NodeReport> nodes,
            List<KernelTime> kernels,
            List<ValueRange> ranges,
            @Nullable List<ChannelGroupReport> groups,
            @Nullable List<ProtectedChannelsReport> protectedChannels) {
        this.nodes = List.copyOf(nodes);
        this.kernels = List.copyOf(kernels);
        this.ranges = List.copyOf(ranges);
        this.groups = groups == null ? List.of() : List.copyOf(groups);
        this.protectedChannels = protectedChannels == null ? List.of() : List.copyOf(protectedChannels);
    }
}
