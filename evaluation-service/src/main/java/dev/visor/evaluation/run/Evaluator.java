package dev.visor.evaluation.run;

import dev.visor.contracts.Sha256;
import dev.visor.detection.detector.Detector;
import dev.visor.evaluation.cost.CostReport;
import dev.visor.evaluation.cost.Costs;
import dev.visor.evaluation.cost.Quiet;
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
    private final Costs costs;
    private final Quiet quiet;
    private final Looks looks;

    Evaluator(ArtifactStore store, PictureCache pictures, Costs costs, Quiet quiet, Looks looks) {
        this.store = store;
        this.pictures = pictures;
        this.costs = costs;
        this.quiet = quiet;
        this.looks = looks;
    }

    /** Of a plan whose looks are done. */
    Evaluation evaluate(EvaluationPlan plan, Costs.Steps steps) {
        CostReport cost = cost(plan, steps);
        steps.at("reporting", 0, 1, "reports");
        CostFigures figures = CostFigures.of(cost);
        Exhibit exhibit = new Exhibits(look -> looks.seen(look).orElseThrow()).of(plan, figures);
        Looks.Kept kept = looks.kept(plan.clean()).orElseThrow();
        EvaluationReport report = Reporting.report(
                plan, exhibit, kept.table().digest(), kept.detections().digest());
        return new Evaluation(
                plan.key().digest(),
                plan,
                report,
                figures,
                store.put(report.bytes()),
                store.put(cost.bytes()),
                Instant.now());
    }

    private CostReport cost(EvaluationPlan plan, Costs.Steps steps) {
        // First, in a process of its own: a file that ends the process must not end this one.
        steps.at("measuring memory", 0, 1, "processes");
        footprint(plan.variant());
        footprint(plan.baseline());
        Costs.Subject variant = subject(plan.variant(), plan);
        Costs.Subject baseline = plan.isBaseline() ? variant : subject(plan.baseline(), plan);
        return quiet.measure(() -> costs.measure(variant, baseline, steps));
    }

    private void footprint(EvaluationPlan.Model model) {
        Sha256 digest = model.artifact().digest();
        costs.footprint(digest, store.fetch(digest), model.manifest().input());
    }

    private Costs.Subject subject(EvaluationPlan.Model model, EvaluationPlan plan) {
        Path file = store.fetch(model.artifact().digest());
        try (Detector detector = Detector.open(file, model.manifest(), 1)) {
            List<float[]> tensors = plan.split().images().stream()
                    .limit(LATENCY_PICTURES)
                    .map(image -> detector.preprocess(pictures.get(image)))
                    .toList();
            return new Costs.Subject(
                    model.artifact().digest(), file, model.manifest().input(), tensors);
        }
    }
}
