package dev.visor.evaluation.verdict;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.VisorException;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.figure.ObservedFigures;
import dev.visor.evaluation.gate.Hearing;
import dev.visor.evaluation.gate.Reference;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.Looks;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.run.EvaluationPlans;
import dev.visor.evaluation.run.Evaluations;
import dev.visor.evaluation.run.Exhibits;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VariantState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what a verdict is based on. */
@Component
class Hearings {
    private static final CostFigures UNKNOWN =
            new CostFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN, Double.NaN, Double.NaN);

    private final EvaluationPlans plans;
    private final Evaluations evaluations;
    private final Looks looks;

    Hearings(EvaluationPlans plans, Evaluations evaluations, Looks looks) {
        this.plans = plans;
        this.evaluations = evaluations;
        this.looks = looks;
    }

    /**
     * The hearing of a measured variant; empty if the champion must look at the pictures first, which has begun then.
     *
     * @param baseline the uploaded file's variant; null if it was never made
     * @param champion of the policy's target; null if there is none or no gate compares with it
     */
    Optional<Hearing> of(
            Upload upload, Variant variant, @Nullable Variant baseline, CurrentChampion.@Nullable Reigning champion) {
        EvaluationPlan plan = plans.of(variant, upload);
        Exhibits exhibits = new Exhibits(look -> looks.seen(look).orElseThrow());
        ObservedFigures figures = new ObservedFigures(exhibits.of(plan, costs(variant)));
        Reference against = baseline(plan, exhibits, variant, figures, baseline);
        if (champion == null) {
            return Optional.of(new Hearing(figures, against, new Reference.None()));
        }
        return champion(plan, exhibits, variant, champion).map(c -> new Hearing(figures, against, c));
    }

    private Reference baseline(
            EvaluationPlan plan,
            Exhibits exhibits,
            Variant variant,
            ObservedFigures figures,
            @Nullable Variant baseline) {
        if (variant.id().isBaseline()) {
            return new Reference.Known(figures);
        }
        if (baseline == null) {
            return new Reference.Missing("it was never made");
        }
        if (baseline.state() != VariantState.MEASURED) {
            return new Reference.Missing(baseline.reasonInWords());
        }
        return new Reference.Known(new ObservedFigures(exhibits.of(plan.ofBaselineItself(), costs(baseline))));
    }

    private Optional<Reference> champion(
            EvaluationPlan plan, Exhibits exhibits, Variant variant, CurrentChampion.Reigning champion) {
        EvaluationPlan.Model model = new EvaluationPlan.Model(champion.artifact(), champion.manifest());
        try {
            Look look = plan.ofOther(model);
            if (!looks.require(List.of(look), variant.id())) {
                return Optional.empty();
            }
            CostFigures costs = evaluations
                    .latestOf(champion.artifact().digest())
                    .map(Evaluations.Summary::costs)
                    .orElse(UNKNOWN);
            return Optional.of(new Reference.Known(new ObservedFigures(exhibits.ofOther(plan, model, costs))));
        } catch (VisorException e) {
            return Optional.of(new Reference.Missing("%s: %s".formatted(champion.variant(), e.detail())));
        }
    }

    private CostFigures costs(Variant variant) {
        Sha256 key = variant.evaluation();
        return key == null
                ? UNKNOWN
                : evaluations.find(key).map(Evaluations.Summary::costs).orElse(UNKNOWN);
    }
}
