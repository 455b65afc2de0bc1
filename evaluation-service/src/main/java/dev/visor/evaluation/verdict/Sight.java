package dev.visor.evaluation.verdict;

import dev.visor.contracts.policy.Policy;
import dev.visor.contracts.policy.RobustnessTerms;
import dev.visor.contracts.policy.SecondDataset;
import dev.visor.evaluation.dataset.DatasetCatalog;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.PastLooks;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VariantState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was seen of a variant and its uploaded file on a split. */
final class Sight {
    private final Policy policy;
    private final DatasetCatalog datasets;
    private final PastLooks past;
    private final EvaluationPlan.Model model;
    private final EvaluationPlan.Model uploaded;
    private final Variant variant;
    private final boolean baselineMeasured;
    private final LabelledPictures split;
    private final String tool;

    Sight(
            Policy policy,
            Upload upload,
            Variant variant,
            @Nullable Variant baseline,
            LabelledPictures split,
            String tool,
            DatasetCatalog datasets,
            PastLooks past) {
        this.policy = policy;
        this.datasets = datasets;
        this.past = past;
        this.variant = variant;
        this.model = new EvaluationPlan.Model(
                Objects.requireNonNull(variant.artifact()), Objects.requireNonNull(variant.manifest()));
        this.uploaded =
                variant.id().isBaseline() ? model : new EvaluationPlan.Model(upload.artifact(), upload.manifest());
        this.baselineMeasured = baseline != null && baseline.state() == VariantState.MEASURED;
        this.split = split;
        this.tool = tool;
    }

    /** The plan under the policy's classes, with as much more as is said; its gates are not the policy's. */
    EvaluationPlan plan(@Nullable RobustnessTerms robustness, @Nullable SecondDataset second) {
        Policy asked = new Policy(
                policy.name(),
                policy.target(),
                policy.dataset(),
                policy.classes(),
                policy.classMap(),
                Policy.standard().gates(),
                policy.objective(),
                robustness,
                second,
                policy.resampling());
        LabelledPictures elsewhere = second == null ? null : datasets.judgedSplit(datasets.named(second.dataset()));
        return EvaluationPlan.of(model, uploaded, split, asked, elsewhere, tool);
    }

    /** What the variant or the uploaded file was not looked at on, in words; null if nothing is lacking. */
    @Nullable
    String lacking(EvaluationPlan plan) {
        List<Look> wanted = new ArrayList<>(plan.looks());
        wanted.addAll(baselineMeasured ? plan.ofBaselineItself().looks() : List.of(plan.ofBaseline()));
        List<Look> unseen =
                wanted.stream().distinct().filter(l -> !past.isSeen(l)).toList();
        if (unseen.isEmpty()) {
            return null;
        }
        Look first = unseen.getFirst();
        Look.Corrupted corruption = first.corruption();
        return "%s or its uploaded file was not looked at on %s%s%s; a dry run looks at nothing, upload the model again with this policy"
                .formatted(
                        variant.id(),
                        inWords(datasets.judgedSplit(first.dataset())),
                        corruption == null ? "" : " under %s %d".formatted(corruption.word(), corruption.severity()),
                        unseen.size() == 1 ? "" : " (and %d more)".formatted(unseen.size() - 1));
    }

    static String inWords(LabelledPictures pictures) {
        return "the %d pictures of '%s'".formatted(pictures.images().size(), pictures.dataset());
    }
}
