package dev.visor.compression.pass;

import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.compression.ValueRange;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.check.GraphChecker;
import dev.visor.onnx.check.Violation;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.runtime.ModelRunException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Applies passes in order and checks the graph after each. A rule that a pass breaks stops the run; the error names the
 * pass, those before it, the rule and the node. What the model broke before any pass is not held against one.
 */
public final class PassRunner {
    private PassRunner() {}

    /**
     * Applies passes.
     *
     * @param graph changed in place; unusable if this throws
     * @param comparison is asked after each pass that changed something
     * @return what each pass did, in order
     * @throws VisorException {@code PASS_BROKE_GRAPH} if a pass breaks a rule or fails, and whatever a pass throws to
     *     refuse the model
     */
    public static PassRun run(Graph graph, List<GraphPass> passes, PassContext context, OutputComparison comparison) {
        List<PassReport> reports = new ArrayList<>();
        List<ValueRange> ranges = List.of();
        SearchReport search = null;
        List<String> earlier = new ArrayList<>();
        Set<Violation> inherited = new HashSet<>(GraphChecker.check(graph));
        PassContext now = context;
        for (GraphPass pass : passes) {
            if (now.reference() == null && pass.establishes().contains(Property.QUANTIZED)) {
                now = now.withReference(graph.copy());
            }
            String id = PassCatalog.idOf(pass);
            context.listener().progressed(id, earlier.size(), passes.size(), "passes");
            long began = System.nanoTime();
            PassResult result = apply(pass, id, earlier, graph, now);
            long millis = (System.nanoTime() - began) / 1_000_000;
            List<Violation> broken = GraphChecker.check(graph).stream()
                    .filter(v -> !inherited.contains(v))
                    .toList();
            if (!broken.isEmpty()) {
                throw new VisorException(
                        ErrorCode.PASS_BROKE_GRAPH,
                        "pass '%s' (after %s) broke the graph: %s".formatted(id, earlier, broken.getFirst()),
                        broken.stream().map(Violation::toString).toList(),
                        null);
            }
            Double sqnr = result.changes() == 0 ? null : comparison.sqnrDecibels(graph);
            reports.add(new PassReport(
                    id,
                    result.changes(),
                    millis,
                    result.figures(),
                    result.notes(),
                    sqnr,
                    PassCatalog.optionWordsOf(pass)));
            ranges = result.ranges().isEmpty() ? ranges : result.ranges();
            search = result.search() == null ? search : result.search();
            earlier.add(id);
        }
        return new PassRun(reports, ranges, search, now.reference());
    }

    /** The same, comparing nothing. */
    public static PassRun run(Graph graph, List<GraphPass> passes, PassContext context) {
        return run(graph, passes, context, OutputComparison.NONE);
    }

    private static PassResult apply(GraphPass pass, String id, List<String> earlier, Graph graph, PassContext context) {
        try {
            return pass.apply(graph, context);
        } catch (ModelRunException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | IndexOutOfBoundsException e) {
            throw new VisorException(
                    ErrorCode.PASS_BROKE_GRAPH,
                    "pass '%s' (after %s) failed: %s".formatted(id, earlier, e.getMessage()),
                    e);
        }
    }
}
