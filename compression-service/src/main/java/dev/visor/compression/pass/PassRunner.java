package dev.visor.compression.pass;

import dev.visor.compression.pass.Checkpoints.Checkpoint;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.error.VisorException;
import dev.visor.onnx.check.GraphChecker;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies the steps of a recipe in order and checks the graph after each. A rule that a pass breaks stops the run; the
 * error names the pass, those before it, the rule and the node. What the model broke before any pass is not held against
 * one.
 *
 * <p>A step with conditions that aren't met is skipped, and so is each that needs what a skipped step would have
 * established.
 */
public final class PassRunner {
    /** Shorter steps are done again. */
    private static final long WORTH_KEEPING_MILLIS = 1000;

    private final Graph upload;
    private final List<Step> steps;
    private final PassContext context;
    private final Checkpoints checkpoints;
    private final long worthKeepingMillis;
    private final StepRunner runner;

    /**
     * Prepares a run.
     *
     * @param upload changed in place, unusable after the run: what the steps made is in its answer
     * @param comparison is asked after each step that changed something
     * @param checkpoints where long steps are kept and looked up, from the first one on that aims at another model
     */
    public PassRunner(
            Graph upload, List<Step> steps, PassContext context, OutputComparison comparison, Checkpoints checkpoints) {
        this(upload, steps, context, comparison, checkpoints, WORTH_KEEPING_MILLIS);
    }

    PassRunner(
            Graph upload,
            List<Step> steps,
            PassContext context,
            OutputComparison comparison,
            Checkpoints checkpoints,
            long worthKeepingMillis) {
        this.upload = upload;
        this.steps = List.copyOf(steps);
        this.context = context;
        this.checkpoints = checkpoints;
        this.worthKeepingMillis = worthKeepingMillis;
        this.runner = new StepRunner(new HashSet<>(GraphChecker.check(upload)), comparison);
    }

    /** Runs passes without conditions and checkpoints. */
    public static PassRun run(Graph graph, List<GraphPass> passes, PassContext context, OutputComparison comparison) {
        return new PassRunner(graph, Step.always(passes), context, comparison, Checkpoints.NONE).run();
    }

    /** The same, comparing nothing. */
    public static PassRun run(Graph graph, List<GraphPass> passes, PassContext context) {
        return run(graph, passes, context, OutputComparison.NONE);
    }

    /**
     * Runs, once.
     *
     * @return what each step did, in order
     * @throws VisorException {@code PASS_BROKE_GRAPH} if a pass breaks a rule or fails, and whatever the pass of a step
     *     without conditions throws to refuse the model
     */
    public PassRun run() {
        return first(steps.size());
    }

    /** What so many steps make. */
    private PassRun first(int length) {
        PassRun run = known(length);
        while (run.reports().size() < length) {
            run = next(run);
        }
        return run;
    }

    /** What the longest known beginning of so many steps made. */
    private PassRun known(int length) {
        for (int i = length; i > 0; i--) {
            Checkpoint kept = checkpoints.find(steps.subList(0, i)).orElse(null);
            if (kept != null) {
                int quantizing = quantizing(kept.reports());
                Graph reference = quantizing < 0 ? null : first(quantizing).graph();
                return new PassRun(
                        GraphReader.read(kept.model()), kept.reports(), kept.ranges(), kept.search(), reference);
            }
        }
        return new PassRun(upload, List.of(), List.of(), null, null);
    }

    /** The first step that quantised, −1 if none did: the graph right before it is the reference. */
    private int quantizing(List<PassReport> reports) {
        for (int i = 0; i < reports.size(); i++) {
            if (reports.get(i).skipped() == null && quantizes(steps.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean quantizes(Step step) {
        return step.pass().establishes().contains(Property.QUANTIZED);
    }

    private PassRun next(PassRun before) {
        List<PassReport> reports = before.reports();
        Step step = steps.get(reports.size());
        context.listener().progressed(PassCatalog.idOf(step.pass()), reports.size(), steps.size(), "passes");
        Graph reference = before.reference();
        if (reference == null && quantizes(step)) {
            reference = before.graph().copy();
        }
        StepRunner.Done done = done(step, before, reference);
        List<PassReport> told = new ArrayList<>(reports);
        told.add(done.report());
        PassResult result = done.result();
        PassRun after = new PassRun(
                done.graph(),
                told,
                result.ranges().isEmpty() ? before.ranges() : result.ranges(),
                result.search() == null ? before.search() : result.search(),
                done.report().skipped() == null ? reference : before.reference());
        keep(after);
        return after;
    }

    private StepRunner.Done done(Step step, PassRun before, @Nullable Graph reference) {
        String hindrance = hindrance(step, before.reports());
        if (hindrance != null) {
            return StepRunner.skipped(step, before.graph(), hindrance);
        }
        return runner.run(
                step,
                before.graph(),
                before.reports().stream().map(PassReport::pass).toList(),
                reference == null ? context : context.withReference(reference));
    }

    /** What a step needs and has not because the one that would have established it was skipped; null if nothing. */
    private @Nullable String hindrance(Step step, List<PassReport> reports) {
        Map<Property, String> lost = new EnumMap<>(Property.class);
        Set<Property> holds = EnumSet.noneOf(Property.class);
        for (int i = 0; i < reports.size(); i++) {
            PassReport report = reports.get(i);
            for (Property property : steps.get(i).pass().establishes()) {
                if (report.skipped() == null) {
                    holds.add(property);
                } else {
                    lost.putIfAbsent(property, report.pass());
                }
            }
        }
        return step.pass().needs().stream()
                .filter(property -> lost.containsKey(property) && !holds.contains(property))
                .sorted()
                .findFirst()
                .map(p -> "needs %s, which %s would have established, and that step was skipped"
                        .formatted(p, lost.get(p)))
                .orElse(null);
    }

    private void keep(PassRun run) {
        List<PassReport> reports = run.reports();
        List<Step> beginning = steps.subList(0, reports.size());
        boolean aimed = beginning.stream()
                .flatMap(step -> step.pass().establishes().stream())
                .anyMatch(Property::isAim);
        if (aimed && reports.getLast().millis() >= worthKeepingMillis) {
            checkpoints.keep(
                    beginning, new Checkpoint(GraphWriter.toBytes(run.graph()), reports, run.ranges(), run.search()));
        }
    }
}
