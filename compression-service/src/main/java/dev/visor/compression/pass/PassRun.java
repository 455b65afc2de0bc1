package dev.visor.compression.pass;

import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.compression.ValueRange;
import dev.visor.onnx.graph.Graph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the passes of a recipe did together.
 *
 * @param graph what they made
 * @param reports one a pass, in order
 * @param ranges the last calibration report, empty if nothing was calibrated
 * @param search the last report of a search, or null
 * @param reference the graph before the first pass that quantises; null if none does
 */
public record PassRun(
        Graph graph,
        List<PassReport> reports,
        List<ValueRange> ranges,
        @Nullable SearchReport search,
        @Nullable Graph reference) {
    public PassRun {
        reports = List.copyOf(reports);
        ranges = List.copyOf(ranges);
    }
}
