package dev.visor.compression.pass;

import dev.visor.compression.pass.Checkpoints.Checkpoint;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.compression.ValueRange;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.check.GraphChecker;
import dev.visor.onnx.check.Violation;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.runtime.ModelRunException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies passes in order and checks the graph after each. A rule that a pass breaks stops the run; the error names the
 * pass, those before it, the rule and the node. What the model broke before any pass is not held against one.
 */
public final class PassRunner {
    /** Shorter passes are done again. */
    private static final long WORTH_KEEPING_MILLIS = 1000;

    private PassRunner() {}

    /**
     * Applies passes.
     *
     * @param upload changed in place, unusable afterwards: what the passes made is in the answer
     * @param comparison is asked after each pass that changed something
     * @param checkpoints where long passes are kept and looked up, from the first pass that quantises on
     * @return what each pass did, in order
     * @throws VisorException {@code PASS_BROKE_GRAPH} if a pass breaks a rule or fails, and whatever a pass throws to
     *     refuse the model
     */
    public static PassRun run(
            Graph upload,
            List<GraphPass> passes,
            PassContext context,
            OutputComparison comparison,
            Checkpoints checkpoints) {
        Graph graph = upload;
        List<PassReport> reports = new ArrayList<>();
        List<ValueRange> ranges = List.of();
        SearchReport search = null;
        Set<Violation> inherited = new HashSet<>(GraphChecker.check(graph));
        PassContext now = context;
        while (reports.size() < passes.size()) {
            GraphPass pass = passes.get(reports.size());
            if (now.reference() == null && pass.establishes().contains(Property.QUANTIZED)) {
                now = now.withReference(graph.copy());
                Checkpoint known = furthest(passes, reports.size(), checkpoints);
                if (known != null) {
                    graph = GraphReader.read(known.model());
                    reports = new ArrayList<>(known.reports());
                    ranges = known.ranges();
                    search = known.search();
                    continue;
                }
            }
            String id = PassCatalog.idOf(pass);
            List<String> earlier = reports.stream().map(PassReport::pass).toList();
            context.listener().progressed(id, earlier.size(), passes.size(), "passes");
            long began = System.nanoTime();
            PassResult result = apply(pass, id, earlier, graph, now);
            long millis = (System.nanoTime() - began) / 1_000_000;
            requireUnbroken(graph, inherited, id, earlier);
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
            if (now.reference() != null && millis >= WORTH_KEEPING_MILLIS) {
                checkpoints.keep(
                        passes.subList(0, reports.size()),
                        new Checkpoint(GraphWriter.toBytes(graph), reports, ranges, search));
            }
        }
        return new PassRun(graph, reports, ranges, search, now.reference());
    }

    /** What the longest known beginning made that has more than {@code done} passes; null if none is known. */
    private static @Nullable Checkpoint furthest(List<GraphPass> passes, int done, Checkpoints checkpoints) {
        for (int length = passes.size(); length > done; length--) {
            Checkpoint known = checkpoints.find(passes.subList(0, length)).orElse(null);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    private static void requireUnbroken(Graph graph, Set<Violation> inherited, String id, List<String> earlier) {
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
    }

    /** The same, keeping nothing. */
    public static PassRun run(Graph graph, List<GraphPass> passes, PassContext context, OutputComparison comparison) {
        return run(graph, passes, context, comparison, Checkpoints.NONE);
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
