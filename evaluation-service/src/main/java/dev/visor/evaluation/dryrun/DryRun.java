package dev.visor.evaluation.dryrun;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import dev.visor.evaluation.cost.Quiet;
import dev.visor.evaluation.promotion.Candidate;
import dev.visor.evaluation.promotion.Selection;
import dev.visor.evaluation.run.Evaluations;
import dev.visor.evaluation.verdict.Retrial;
import dev.visor.evaluation.verdict.Retrials;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VariantState;
import dev.visor.evaluation.version.Versions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Judges the last uploads by a policy that they weren't uploaded with. What it takes is reading what was seen, and
 * resampling it for gates with a confidence; {@code infra/docs/policies.md} has figures.
 */
@Component
class DryRun {
    private final History history;
    private final Versions versions;
    private final Evaluations evaluations;
    private final Retrials retrials;
    private final Quiet quiet;

    DryRun(History history, Versions versions, Evaluations evaluations, Retrials retrials, Quiet quiet) {
        this.history = history;
        this.versions = versions;
        this.evaluations = evaluations;
        this.retrials = retrials;
        this.quiet = quiet;
    }

    /**
     * Judges.
     *
     * @param target uploads to this target; null for all
     * @param model uploads of this model; null for all
     * @param time after which what was judged so far is answered
     */
    DryRunReport of(Policy policy, int limit, @Nullable String target, @Nullable String model, Duration time) {
        long start = System.nanoTime();
        Retrial retrial = retrials.by(policy);
        List<History.Decided> decided = history.last(limit, target, model);
        List<DryRunReport.JudgedUpload> uploads = new ArrayList<>();
        boolean complete = true;
        for (History.Decided upload : decided) {
            Optional<DryRunReport.JudgedUpload> judged = judge(upload, retrial, policy, start + time.toNanos());
            if (judged.isEmpty()) {
                complete = false;
                break;
            }
            uploads.add(judged.get());
        }
        return new DryRunReport(
                policy.name(),
                policy.target(),
                policy.objective(),
                complete,
                complete
                        ? null
                        : "%d of %d uploads, the newest, were judged in %d s; ask for fewer with 'limit', or allow more with visor.evaluation.dry-run.time"
                                .formatted(uploads.size(), decided.size(), time.toSeconds()),
                (System.nanoTime() - start) / 1e9,
                DryRunReport.Summary.of(uploads),
                uploads);
    }

    /** Empty if the time is over before all variants are judged: which would be chosen is not known then. */
    private Optional<DryRunReport.JudgedUpload> judge(
            History.Decided then, Retrial retrial, Policy policy, long deadline) {
        Upload upload = versions.upload(then.version()).orElseThrow();
        List<Variant> variants = versions.variants(then.version());
        Variant baseline =
                variants.stream().filter(v -> v.id().isBaseline()).findFirst().orElse(null);
        List<DryRunReport.JudgedVariant> judged = new ArrayList<>();
        List<Candidate> passing = new ArrayList<>();
        for (Variant variant : variants) {
            if (!variant.planned() || !variant.state().settled() || variant.state() == VariantState.NOT_MADE) {
                continue;
            }
            quiet.pause();
            if (System.nanoTime() - deadline > 0) {
                return Optional.empty();
            }
            Retrial.Judged now = retrial.judge(upload, variant, baseline);
            judged.add(new DryRunReport.JudgedVariant(
                    variant.id(),
                    variant.outcome(),
                    now.verdict(),
                    variant.outcome() != now.verdict().outcome()));
            if (now.verdict().outcome() == Outcome.PASS) {
                candidate(variant, now).ifPresent(passing::add);
            }
        }
        VariantId chosen = Selection.of(policy.objective(), passing)
                .map(Candidate::variant)
                .orElse(null);
        return Optional.of(DryRunReport.JudgedUpload.of(then, chosen, judged));
    }

    /** As the objective compares it: accuracy is of the policy's classes, cost is as it was measured. */
    private Optional<Candidate> candidate(Variant variant, Retrial.Judged now) {
        Sha256 key = variant.evaluation();
        Double ap = now.ap();
        return key == null || ap == null
                ? Optional.empty()
                : evaluations
                        .find(key)
                        .map(Evaluations.Summary::metrics)
                        .map(m -> new Candidate(
                                variant.id(),
                                new Metrics(
                                        ap,
                                        m.ap50(),
                                        m.ap75(),
                                        m.ar100(),
                                        m.latencyP50Millis(),
                                        m.latencyP95Millis(),
                                        m.latencyRatio(),
                                        m.peakMemoryBytes(),
                                        m.sizeBytes(),
                                        m.latencyP99Millis(),
                                        m.downloadBytes())));
    }
}
