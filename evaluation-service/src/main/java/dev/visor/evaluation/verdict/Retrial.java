package dev.visor.evaluation.verdict;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.policy.Metric;
import dev.visor.contracts.policy.Policy;
import dev.visor.contracts.policy.SecondDataset;
import dev.visor.evaluation.dataset.DatasetCatalog;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.gate.Hearing;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.gate.Verdicts;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.PastLooks;
import dev.visor.evaluation.look.Seen;
import dev.visor.evaluation.run.EvaluationPlan;
import dev.visor.evaluation.run.Evaluations;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VariantState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges variants again by another policy. Nothing is looked at, measured or kept: what the policy asks beyond what was
 * seen is an ERROR of the gates that ask it, and the others are judged. For one thread.
 */
public final class Retrial {
    private static final Logger LOG = LoggerFactory.getLogger(Retrial.class);

    /** Models and looks that are compared with again and again; a look at thousands of pictures has megabytes. */
    private static final int KEPT = 12;

    private final Policy policy;
    private final CurrentChampion.@Nullable Reigning champion;
    private final Evaluations evaluations;
    private final DatasetCatalog datasets;
    private final PastLooks past;
    private final Court court;
    private final BaselineCosts baselineCosts;
    private final Map<Sha256, Seen> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Sha256, Seen> eldest) {
            return size() > KEPT;
        }
    };

    Retrial(
            Policy policy,
            CurrentChampion.@Nullable Reigning champion,
            Evaluations evaluations,
            DatasetCatalog datasets,
            PastLooks past,
            Court court,
            BaselineCosts baselineCosts) {
        this.policy = policy;
        this.champion = champion;
        this.evaluations = evaluations;
        this.datasets = datasets;
        this.past = past;
        this.court = court;
        this.baselineCosts = baselineCosts;
    }

    /**
     * What is said of a variant.
     *
     * @param verdict by the policy
     * @param ap of the policy's classes; null if none could be computed
     */
    public record Judged(Verdict verdict, @Nullable Double ap) {}

    /**
     * Judges a settled variant.
     *
     * @param baseline the uploaded file's variant; null if it was never made
     */
    public Judged judge(Upload upload, Variant variant, @Nullable Variant baseline) {
        if (variant.state() != VariantState.MEASURED) {
            return new Judged(
                    variant.state() == VariantState.DEAD
                            ? Verdicts.dead(variant.reasonInWords())
                            : Verdicts.unmeasured(variant.reasonInWords()),
                    null);
        }
        try {
            return hear(upload, variant, baseline);
        } catch (VisorException e) {
            return new Judged(Verdicts.unmeasured(e.detail()), null);
        } catch (RuntimeException e) {
            // For example an artefact that is gone: the other uploads are judged nevertheless.
            LOG.warn("{} can't be judged again", variant.id(), e);
            return new Judged(Verdicts.unmeasured("it can't be judged again: " + e.getMessage()), null);
        }
    }

    private Judged hear(Upload upload, Variant variant, @Nullable Variant baseline) {
        Evaluations.Summary then = summary(variant).orElseThrow();
        LabelledPictures split = datasets.judgedSplit(dataset(upload, then));
        Sight sight = new Sight(policy, upload, variant, baseline, split, then.toolVersion(), datasets, past);
        EvaluationPlan plain = sight.plan(null, null);
        String unseen = sight.lacking(plain);
        if (unseen != null) {
            throw new VisorException(ErrorCode.NOT_READY, unseen);
        }
        Askable askable = new Askable(policy, corruptions(sight), secondDataset(sight));
        Policy rest = askable.rest().orElse(null);
        if (rest == null) {
            return new Judged(askable.complete(List.of()), null);
        }
        SecondDataset second = rest.secondDataset();
        Hearing hearing = court.hearing(
                new CaseFile(
                        rest,
                        variant.id(),
                        null,
                        false,
                        split.digest(),
                        second == null ? null : datasets.named(second.dataset()),
                        plain.baseline(),
                        party(plain.variant(), then.costs()),
                        baseline(plain, variant, then, baseline),
                        champion(plain),
                        champion == null ? 0 : champion.sequence(),
                        then.toolVersion()),
                this::seen);
        return new Judged(
                askable.complete(Verdicts.of(rest.gates(), hearing).gates()),
                hearing.variant().value(Metric.AP, Scope.WHOLE));
    }

    private @Nullable String corruptions(Sight sight) {
        return policy.gates().stream().anyMatch(g -> g.asks(Metric::needsCorruptions))
                ? sight.lacking(sight.plan(policy.robustness(), null))
                : null;
    }

    private @Nullable String secondDataset(Sight sight) {
        SecondDataset second = policy.secondDataset();
        if (second == null) {
            return null;
        }
        try {
            return sight.lacking(sight.plan(null, second));
        } catch (VisorException e) {
            return e.detail();
        }
    }

    private CaseFile.Other baseline(
            EvaluationPlan plan, Variant variant, Evaluations.Summary then, @Nullable Variant baseline) {
        if (variant.id().isBaseline()) {
            return CaseFile.Other.missing("it is judged itself");
        }
        if (baseline == null) {
            return CaseFile.Other.missing("it was never made");
        }
        return baseline.state() == VariantState.MEASURED
                ? CaseFile.Other.baseline(party(
                        plan.baseline(),
                        baselineCosts.beside(
                                then,
                                summary(baseline)
                                        .map(Evaluations.Summary::costs)
                                        .orElse(CostFigures.UNKNOWN))))
                : CaseFile.Other.missing(baseline.reasonInWords());
    }

    private CaseFile.Other champion(EvaluationPlan plan) {
        if (champion == null) {
            return CaseFile.Other.NONE;
        }
        EvaluationPlan.Model model = champion.model();
        try {
            Look look = plan.ofOther(model);
            if (!past.isSeen(look)) {
                return CaseFile.Other.missing("%s, champion of '%s' now, was not looked at on %s"
                        .formatted(champion.variant(), policy.target(), Sight.inWords(plan.split())));
            }
            return CaseFile.Other.champion(
                    champion.variant(),
                    party(
                            model,
                            evaluations
                                    .latestOf(model.artifact().digest())
                                    .map(Evaluations.Summary::costs)
                                    .orElse(CostFigures.UNKNOWN)));
        } catch (VisorException e) {
            return CaseFile.Other.unlike(champion.variant(), e);
        }
    }

    private static CaseFile.Party party(EvaluationPlan.Model model, CostFigures costs) {
        return CaseFile.Party.of(model, costs, List.of());
    }

    private Seen seen(Look look) {
        return seen.computeIfAbsent(
                look.key(),
                key -> past.seen(look, datasets.judgedSplit(look.dataset())).orElseThrow());
    }

    private Optional<Evaluations.Summary> summary(Variant variant) {
        Sha256 key = variant.evaluation();
        return key == null ? Optional.empty() : evaluations.find(key);
    }

    /** What it was judged on then, unless the policy sends uploads that name no dataset elsewhere. */
    private Sha256 dataset(Upload upload, Evaluations.Summary then) {
        String wanted = upload.dataset() != null || upload.datasetDigest() != null ? null : policy.dataset();
        return wanted == null || wanted.equals(then.dataset()) ? then.datasetDigest() : datasets.named(wanted);
    }
}
