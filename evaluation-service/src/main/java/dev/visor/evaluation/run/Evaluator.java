package dev.visor.evaluation.run;

import dev.visor.contracts.model.InputContract;
import dev.visor.detection.detector.Detector;
import dev.visor.evaluation.cost.Latency;
import dev.visor.evaluation.cost.LatencyMeter;
import dev.visor.evaluation.cost.MemoryMeter;
import dev.visor.evaluation.cost.Quiet;
import dev.visor.evaluation.cost.TimedModel;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.look.Looks;
import dev.visor.evaluation.look.PictureCache;
import dev.visor.platform.artifact.ArtifactStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Measures what a file costs, and reports that and what it saw. */
@Component
class Evaluator {
    /** Pictures that latency is measured on. */
    private static final int LATENCY_PICTURES = 8;

    private final ArtifactStore store;
    private final PictureCache pictures;
    private final LatencyMeter latency;
    private final MemoryMeter memory;
    private final Quiet quiet;
    private final Looks looks;

    Evaluator(
            ArtifactStore store,
            PictureCache pictures,
            LatencyMeter latency,
            MemoryMeter memory,
            Quiet quiet,
            Looks looks) {
        this.store = store;
        this.pictures = pictures;
        this.latency = latency;
        this.memory = memory;
        this.quiet = quiet;
        this.looks = looks;
    }

    /** Of a plan whose looks are done. */
    Evaluation evaluate(EvaluationPlan plan, Steps steps) {
        CostFigures costs = costs(plan, steps);
        steps.at("reporting", 0, 1, "reports");
        Exhibit exhibit = new Exhibits(look -> looks.seen(look).orElseThrow()).of(plan, costs);
        EvaluationReport report =
                Reporting.report(plan, exhibit, looks.kept(plan.clean()).orElseThrow());
        return new Evaluation(plan.key().digest(), plan, report, costs, store.put(report.bytes()), Instant.now());
    }

    private CostFigures costs(EvaluationPlan plan, Steps steps) {
        Path file = store.fetch(plan.variant().artifact().digest());
        // First, in a process of its own: a file that ends the process must not end this one.
        steps.at("measuring memory", 0, 1, "processes");
        long peak = memory.peakBytes(file, plan.variant().manifest().input());
        Latency measured = quiet.measure(() -> latency(file, plan, steps));
        return new CostFigures(
                measured.p50Millis(),
                measured.p95Millis(),
                Double.NaN,
                measured.ratio(),
                measured.rounds(),
                peak,
                plan.variant().artifact().sizeBytes(),
                Double.NaN);
    }

    private Latency latency(Path file, EvaluationPlan plan, Steps steps) {
        List<float[]> tensors;
        try (Detector detector = Detector.open(file, plan.variant().manifest(), 1)) {
            tensors = plan.split().images().stream()
                    .limit(LATENCY_PICTURES)
                    .map(image -> detector.preprocess(pictures.get(plan.split().digest(), image)))
                    .toList();
        }
        if (plan.isBaseline()) {
            try (TimedModel alone = timed(file, plan.variant().manifest().input(), tensors)) {
                return latency.measure(alone, null, (done, rounds) -> steps.at("timing", done, rounds, "rounds"));
            }
        }
        Path baselineFile = store.fetch(plan.baseline().artifact().digest());
        try (TimedModel baseline =
                        timed(baselineFile, plan.baseline().manifest().input(), tensors);
                TimedModel variant = timed(file, plan.variant().manifest().input(), tensors)) {
            return latency.measure(baseline, variant, (done, rounds) -> steps.at("timing", done, rounds, "rounds"));
        }
    }

    private static TimedModel timed(Path file, InputContract input, List<float[]> tensors) {
        return new TimedModel(file, input, tensors);
    }
}
