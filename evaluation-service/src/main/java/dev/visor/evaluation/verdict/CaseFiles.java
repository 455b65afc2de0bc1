package dev.visor.evaluation.verdict;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.VisorException;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.Looks;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.run.EvaluationPlans;
import dev.visor.evaluation.run.Evaluations;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VariantState;
import dev.visor.platform.artifact.ArtifactStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what verdicts are based on. */
@Component
class CaseFiles {
    private final EvaluationPlans plans;
    private final Evaluations evaluations;
    private final Looks looks;
    private final BaselineCosts baselineCosts;

    CaseFiles(EvaluationPlans plans, Evaluations evaluations, Looks looks, ArtifactStore store) {
        this.plans = plans;
        this.evaluations = evaluations;
        this.looks = looks;
        this.baselineCosts = new BaselineCosts(store);
    }

    /**
     * Whether the figures of a measured variant are those that it is to be judged by. They aren't after an update that
     * measures in another way.
     */
    boolean isAsMeasured(Upload upload, Variant variant) {
        Sha256 evaluation = variant.evaluation();
        return evaluation != null && plans.of(variant, upload).isKeyedBy(evaluation);
    }

    /**
     * The case file of a settled variant; empty if a model must look at the pictures first, which has begun then.
     *
     * @param baseline the uploaded file's variant; null if it was never made
     * @param champion of the policy's target; null if there is none or no gate compares with it
     */
    Optional<CaseFile> of(
            Upload upload, Variant variant, @Nullable Variant baseline, CurrentChampion.@Nullable Reigning champion) {
        if (variant.state() != VariantState.MEASURED) {
            return Optional.of(CaseFile.unmeasured(
                    upload.policy(), variant.id(), variant.reasonInWords(), variant.state() == VariantState.DEAD));
        }
        EvaluationPlan plan = plans.of(variant, upload);
        List<Look> own = new ArrayList<>(plan.looks());
        if (!plan.isBaseline()) {
            own.add(plan.ofBaseline());
        }
        if (!looks.require(needed(plan, own, baseline), variant.id())) {
            return Optional.empty();
        }
        Optional<CaseFile.Other> reigning = champion(plan, variant, champion);
        return reigning.map(c -> new CaseFile(
                upload.policy(),
                variant.id(),
                null,
                false,
                plan.split().digest(),
                digest(plan.second()),
                plan.baseline(),
                party(plan.variant(), costs(variant), own),
                baseline(plan, variant, baseline),
                c,
                champion == null ? 0 : champion.sequence(),
                ToolVersion.CURRENT));
    }

    /** All are there but for an update in between, after which they are looked at again. */
    private static List<Look> needed(EvaluationPlan plan, List<Look> own, @Nullable Variant baseline) {
        List<Look> needed = new ArrayList<>(own);
        if (baseline != null && baseline.state() == VariantState.MEASURED) {
            needed.addAll(plan.ofBaselineItself().looks());
        }
        return needed;
    }

    private static @Nullable Sha256 digest(@Nullable LabelledPictures pictures) {
        return pictures == null ? null : pictures.digest();
    }

    private CaseFile.Other baseline(EvaluationPlan plan, Variant variant, @Nullable Variant baseline) {
        if (variant.id().isBaseline()) {
            return CaseFile.Other.missing("it is judged itself");
        }
        if (baseline == null) {
            return CaseFile.Other.missing("it was never made");
        }
        if (baseline.state() != VariantState.MEASURED) {
            return CaseFile.Other.missing(baseline.reasonInWords());
        }
        EvaluationPlan own = plan.ofBaselineItself();
        return CaseFile.Other.baseline(party(own.variant(), beside(variant, costs(baseline)), own.looks()));
    }

    private Optional<CaseFile.Other> champion(
            EvaluationPlan plan, Variant variant, CurrentChampion.@Nullable Reigning champion) {
        if (champion == null) {
            return Optional.of(CaseFile.Other.NONE);
        }
        EvaluationPlan.Model model = champion.model();
        try {
            Look look = plan.ofOther(model);
            if (!looks.require(List.of(look), variant.id())) {
                return Optional.empty();
            }
            CostFigures costs = evaluations
                    .latestOf(model.artifact().digest())
                    .map(Evaluations.Summary::costs)
                    .orElse(CostFigures.UNKNOWN);
            return Optional.of(CaseFile.Other.champion(champion.variant(), party(model, costs, List.of(look))));
        } catch (VisorException e) {
            return Optional.of(CaseFile.Other.unlike(champion.variant(), e));
        }
    }

    private CaseFile.Party party(EvaluationPlan.Model model, CostFigures costs, List<Look> seen) {
        return CaseFile.Party.of(model, costs, seen.stream().map(this::kept).toList());
    }

    private CaseFile.SeenAt kept(Look look) {
        Looks.Kept kept = looks.kept(look)
                .orElseThrow(() -> new IllegalStateException("look %s is not done".formatted(look.key())));
        return new CaseFile.SeenAt(
                look.key(), kept.detections().digest(), kept.table().digest());
    }

    private CostFigures costs(Variant variant) {
        return summary(variant).map(Evaluations.Summary::costs).orElse(CostFigures.UNKNOWN);
    }

    private CostFigures beside(Variant variant, CostFigures own) {
        return summary(variant).map(s -> baselineCosts.beside(s, own)).orElse(own);
    }

    private Optional<Evaluations.Summary> summary(Variant variant) {
        Sha256 key = variant.evaluation();
        return key == null ? Optional.empty() : evaluations.find(key);
    }
}
