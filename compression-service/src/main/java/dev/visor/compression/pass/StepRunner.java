package dev.visor.compression.pass;

import dev.visor.compression.trial.TrialBench;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.ErrorKind;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.check.GraphChecker;
import dev.visor.onnx.check.Violation;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.runtime.ModelRunException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Applies one step and checks the graph after it. A step with conditions is measured against the graph before it; where
 * one isn't met, or the pass refuses the model, the graph before it is taken back.
 *
 * @param inherited what the model broke before any pass
 * @param comparison is asked where something was changed and kept
 */
record StepRunner(Set<Violation> inherited, OutputComparison comparison) {
    /**
     * What a step came to.
     *
     * @param graph as it goes on
     * @param result what the pass did; nothing where the step was skipped
     * @param report the same for people
     */
    record Done(Graph graph, PassResult result, PassReport report) {}

    /**
     * Applies a step.
     *
     * @param graph changed in place, unusable afterwards
     * @param earlier ids of the passes before it
     */
    Done run(Step step, Graph graph, List<String> earlier, PassContext context) {
        Acceptance accept = step.accept();
        if (accept == null) {
            Timed timed = apply(step.pass(), graph, earlier, context);
            return kept(step, graph, timed, Map.of());
        }
        List<String> unknown = context.bench() == null ? accept.askOfBench() : List.of();
        if (!unknown.isEmpty()) {
            return skipped(
                    step,
                    graph,
                    "%s can't be measured without labelled pictures that are neither calibrated on nor judged by gates"
                            .formatted(String.join(" and ", unknown)));
        }
        Graph before = graph.copy();
        Timed timed;
        try {
            timed = apply(step.pass(), graph, earlier, context);
        } catch (VisorException e) {
            if (e.code().kind() != ErrorKind.CALLER) {
                throw e;
            }
            return skipped(step, before, e.detail());
        }
        return timed.result().changes() == 0
                ? kept(step, graph, timed, Map.of())
                : judged(step, accept, before, graph, timed, context);
    }

    private Done judged(Step step, Acceptance accept, Graph before, Graph after, Timed timed, PassContext context) {
        context.listener().progressed("measure " + PassCatalog.idOf(step.pass()), 0, 1, "steps");
        StepFigures figures;
        try {
            figures = measured(context.bench(), accept, before, after);
        } catch (ModelRunException e) {
            return skipped(step, before, timed, Map.of(), "can't be measured: " + e.getMessage());
        }
        String refusal = figures.refusal(accept);
        return refusal == null
                ? kept(step, after, timed, figures.byName())
                : skipped(step, before, timed, figures.byName(), refusal);
    }

    private static StepFigures measured(@Nullable TrialBench bench, Acceptance accept, Graph before, Graph after) {
        return StepFigures.measure(bench, accept, GraphWriter.toBytes(before), GraphWriter.toBytes(after));
    }

    private Done kept(Step step, Graph graph, Timed timed, Map<String, Double> measured) {
        PassResult result = timed.result();
        Double sqnr = result.changes() == 0 ? null : comparison.sqnrDecibels(graph);
        return new Done(graph, result, report(step, timed, result.changes(), measured, sqnr, null));
    }

    /** Without running it. */
    static Done skipped(Step step, Graph graph, String reason) {
        return skipped(step, graph, new Timed(PassResult.of(0), 0), Map.of(), reason);
    }

    private static Done skipped(Step step, Graph before, Timed timed, Map<String, Double> measured, String reason) {
        return new Done(before, PassResult.of(0), report(step, timed, 0, measured, null, reason));
    }

    private static PassReport report(
            Step step,
            Timed timed,
            int changes,
            Map<String, Double> measured,
            @Nullable Double sqnrDecibels,
            @Nullable String skipped) {
        Map<String, Double> figures = new TreeMap<>(timed.result().figures());
        figures.putAll(measured);
        return new PassReport(
                PassCatalog.idOf(step.pass()),
                changes,
                timed.millis(),
                figures,
                timed.result().notes(),
                sqnrDecibels,
                PassCatalog.optionWordsOf(step.pass()),
                skipped);
    }

    private record Timed(PassResult result, long millis) {}

    private Timed apply(GraphPass pass, Graph graph, List<String> earlier, PassContext context) {
        String id = PassCatalog.idOf(pass);
        long began = System.nanoTime();
        PassResult result;
        try {
            result = pass.apply(graph, context);
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
        long millis = (System.nanoTime() - began) / 1_000_000;
        requireUnbroken(graph, id, earlier);
        return new Timed(result, millis);
    }

    private void requireUnbroken(Graph graph, String id, List<String> earlier) {
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
}
