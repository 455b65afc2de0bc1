package dev.visor.evaluation.promotion;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.event.PromotionRefused;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import dev.visor.evaluation.ledger.Environment;
import dev.visor.evaluation.ledger.Ledger;
import dev.visor.evaluation.ledger.LedgerEntry;
import dev.visor.evaluation.run.ClassFigures;
import dev.visor.evaluation.run.Evaluations;
import dev.visor.evaluation.verdict.CurrentChampion;
import dev.visor.evaluation.version.Decisions;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VerdictTable;
import dev.visor.evaluation.version.VersionFlow;
import dev.visor.platform.messaging.EventPublisher;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Promotes the variant of an upload that the policy's objective picks, or refuses to. */
@Component
class UploadDecision implements Decisions {
    private static final Logger LOG = LoggerFactory.getLogger(UploadDecision.class);

    private final Evaluations evaluations;
    private final VerdictTable verdicts;
    private final Promotions promotions;
    private final Rollout rollout;
    private final CurrentChampion champions;
    private final EventPublisher events;
    private final Environment environment;
    /** Looked up late: it decides through this. */
    private final ObjectProvider<VersionFlow> flow;

    UploadDecision(
            Evaluations evaluations,
            VerdictTable verdicts,
            Promotions promotions,
            Rollout rollout,
            CurrentChampion champions,
            EventPublisher events,
            Environment environment,
            ObjectProvider<VersionFlow> flow) {
        this.evaluations = evaluations;
        this.verdicts = verdicts;
        this.promotions = promotions;
        this.rollout = rollout;
        this.champions = champions;
        this.events = events;
        this.environment = environment;
        this.flow = flow;
    }

    @Override
    public boolean decide(Upload upload, List<Variant> variants) {
        // Until the decision stands, nobody else names a champion: neither that which verdicts compared with may
        // change,
        // nor may a later upload be promoted unseen.
        rollout.lock();
        if (upload.policy().comparesWithChampion() && withdrawOutdated(upload, variants)) {
            return false;
        }
        promoteOrRefuse(upload, variants);
        return true;
    }

    /** Verdicts that compare with a champion hold as long as it reigns. */
    private boolean withdrawOutdated(Upload upload, List<Variant> variants) {
        long reigning = champions
                .of(upload.policy().target())
                .map(CurrentChampion.Reigning::sequence)
                .orElse(0L);
        List<Variant> outdated = variants.stream()
                .filter(v -> v.judgedAgainst() != null && v.judgedAgainst() != reigning)
                .toList();
        for (Variant variant : outdated) {
            LOG.info(
                    "{} is judged again: the champion of {} has changed",
                    variant.id(),
                    upload.policy().target());
            verdicts.withdraw(variant.id());
            flow.getObject().judgeAgain(variant.id(), "champion-" + reigning);
        }
        return !outdated.isEmpty();
    }

    private void promoteOrRefuse(Upload upload, List<Variant> variants) {
        ModelVersion version = upload.modelVersion();
        String target = upload.policy().target();
        List<Candidate> passing = variants.stream()
                .filter(v -> v.planned() && v.outcome() == Outcome.PASS)
                .map(v -> new Candidate(v.id(), required(v).metrics()))
                .toList();
        Candidate chosen = Selection.of(upload.policy().objective(), passing).orElse(null);
        if (chosen == null) {
            refuse(upload, refusal(upload, variants));
            return;
        }
        VariantId later = promotions.laterThan(version, target).orElse(null);
        if (later != null) {
            refuse(
                    upload,
                    new Refusal(
                            Outcome.FAIL,
                            "superseded: %s passes, but %s of a later upload was promoted to %s meanwhile; upload this model again to have it promoted"
                                    .formatted(chosen.variant(), later, target)));
            return;
        }
        Variant variant = variants.stream()
                .filter(v -> v.id().equals(chosen.variant()))
                .findFirst()
                .orElseThrow();
        promote(upload, variant, variants, reason(upload, chosen, passing.size()));
    }

    private void promote(Upload upload, Variant variant, List<Variant> all, String reason) {
        Evaluations.Summary summary = required(variant);
        Verdict verdict = verdicts.of(variant).orElseThrow();
        LOG.info("{} becomes champion of {}: {}", variant.id(), upload.policy().target(), reason);
        rollout.start(
                upload.policy().target(),
                place -> entry(place, upload, variant, all, verdict),
                (place, predecessor) -> new Champion(
                        place.sequence(),
                        upload.policy().target(),
                        variant.id(),
                        Objects.requireNonNull(variant.artifact()),
                        Objects.requireNonNull(variant.manifest()),
                        summary.minimumScore(),
                        classScores(upload, variant, summary),
                        predecessor,
                        place.at()),
                reason);
    }

    private LedgerEntry entry(Ledger.Place place, Upload upload, Variant variant, List<Variant> all, Verdict verdict) {
        Evaluations.Summary summary = required(variant);
        Artifact cost = summary.costReport();
        return new LedgerEntry.Promotion(
                LedgerEntry.Kind.PROMOTION,
                place.sequence(),
                upload.policy().target(),
                upload.modelVersion().model(),
                upload.modelVersion().version(),
                variant.id(),
                Objects.requireNonNull(variant.artifact()).digest(),
                summary.dataset(),
                summary.datasetDigest(),
                summary.split(),
                upload.policy(),
                summary.metrics(),
                summary.classes().stream().map(ClassFigures::published).toList(),
                verdict,
                summary.minimumScore(),
                summary.toolVersion(),
                upload.policy().resamplingOrStandard().seed(),
                place.at(),
                classScores(upload, variant, summary),
                summary.report().digest(),
                cost == null ? null : cost.digest(),
                all.stream().filter(Variant::planned).map(this::considered).toList(),
                environment);
    }

    private LedgerEntry.Considered considered(Variant variant) {
        Artifact file = variant.caseFile();
        return new LedgerEntry.Considered(
                variant.id(),
                variant.outcome(),
                summary(variant).map(Evaluations.Summary::metrics).orElse(null),
                file == null ? null : file.digest());
    }

    private static List<Double> classScores(Upload upload, Variant variant, Evaluations.Summary summary) {
        return summary.figures().minimumScores(Objects.requireNonNull(variant.manifest()), upload.policy());
    }

    private String reason(Upload upload, Candidate chosen, int passing) {
        Metrics metrics = chosen.metrics();
        return String.format(
                Locale.ROOT,
                "%s of %d that pass: AP %.4f, AP50 %.4f, %.3f times the baseline's latency, %,d bytes%s",
                upload.policy().objective().word(),
                passing,
                metrics.ap(),
                metrics.ap50(),
                metrics.latencyRatio(),
                metrics.sizeBytes(),
                unproved(upload.policy()));
    }

    /** Whoever watches is to know that the one who went may have been better. */
    private String unproved(Policy policy) {
        return policy.comparesWithChampion()
                ? ""
                : champions
                        .of(policy.target())
                        .map(c -> "; no gate compared it with %s, which it replaces".formatted(c.variant()))
                        .orElse("");
    }

    private Refusal refusal(Upload upload, List<Variant> variants) {
        List<Refusal.Judged> judged = variants.stream()
                .filter(Variant::planned)
                .flatMap(v -> verdicts.of(v).map(verdict -> new Refusal.Judged(v.id(), verdict)).stream())
                .toList();
        List<Refusal.Missing> missing = variants.stream()
                .filter(v -> v.planned() && v.outcome() == null)
                .map(v -> new Refusal.Missing(v.id(), v.reasonInWords()))
                .toList();
        return Refusal.of(upload.policy().name(), judged, missing);
    }

    private void refuse(Upload upload, Refusal refusal) {
        LOG.info("{} is refused ({}): {}", upload.modelVersion(), refusal.outcome(), refusal.reason());
        promotions.refused(upload.modelVersion(), upload.policy().target(), refusal.reason());
        events.publish(new PromotionRefused(upload.modelVersion(), refusal.outcome(), refusal.reason(), Instant.now()));
    }

    private Optional<Evaluations.Summary> summary(@Nullable Variant variant) {
        Sha256 key = variant == null ? null : variant.evaluation();
        return key == null ? Optional.empty() : evaluations.find(key);
    }

    private Evaluations.Summary required(Variant variant) {
        return summary(variant)
                .orElseThrow(() -> new IllegalStateException(variant.id() + " is measured but has no figures"));
    }
}
