package dev.visor.evaluation.verdict;

import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.event.GateDecided;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.gate.Verdicts;
import dev.visor.evaluation.version.JudgeTask;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VariantState;
import dev.visor.evaluation.version.VerdictTable;
import dev.visor.evaluation.version.VersionFlow;
import dev.visor.evaluation.version.Versions;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import dev.visor.platform.work.WorkHandler;
import dev.visor.platform.work.WorkKind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Judges variants from the queue: resampling takes a while, and no lock is held meanwhile. */
@Component
class JudgeWorker implements WorkHandler<JudgeTask> {
    private final Versions versions;
    private final VersionFlow flow;
    private final Hearings hearings;
    private final CurrentChampion champions;
    private final VerdictTable verdicts;
    private final EventPublisher events;
    private final TransactionTemplate transactions;

    JudgeWorker(
            Versions versions,
            VersionFlow flow,
            Hearings hearings,
            CurrentChampion champions,
            VerdictTable verdicts,
            EventPublisher events,
            PlatformTransactionManager transactions) {
        this.versions = versions;
        this.flow = flow;
        this.hearings = hearings;
        this.champions = champions;
        this.verdicts = verdicts;
        this.events = events;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public WorkKind<JudgeTask> kind() {
        return JudgeTask.KIND;
    }

    @Override
    public void run(JudgeTask task, WorkContext context) {
        Variant variant = versions.variant(task.variant()).orElse(null);
        Upload upload = versions.upload(task.variant().modelVersion()).orElse(null);
        if (variant == null || upload == null || !variant.awaitsVerdict()) {
            return;
        }
        CurrentChampion.Reigning champion = upload.policy().comparesWithChampion()
                ? champions.of(upload.policy().target()).orElse(null)
                : null;
        verdict(upload, variant, champion)
                .ifPresent(
                        verdict -> settle(upload, task.variant(), verdict, champion == null ? 0 : champion.sequence()));
    }

    private Optional<Verdict> verdict(Upload upload, Variant variant, CurrentChampion.@Nullable Reigning champion) {
        if (variant.state() == VariantState.DEAD) {
            return Optional.of(Verdicts.dead(variant.reasonInWords()));
        }
        if (variant.state() == VariantState.NOT_MEASURED) {
            return Optional.of(Verdicts.unmeasured(variant.reasonInWords()));
        }
        Variant baseline =
                versions.variant(VariantId.baselineOf(upload.modelVersion())).orElse(null);
        return hearings.of(upload, variant, baseline, champion)
                .map(hearing -> Verdicts.of(upload.policy().gates(), hearing));
    }

    private void settle(Upload upload, VariantId id, Verdict verdict, long championSequence) {
        transactions.executeWithoutResult(status -> {
            if (flow.judged(id)) {
                Instant now = Instant.now();
                verdicts.add(id, verdict, championSequence, now);
                events.publish(new GateDecided(id, upload.policy().name(), verdict, now));
                flow.advance(id.modelVersion());
            }
        });
    }

    @Override
    public void failed(JudgeTask task, Throwable failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        versions.upload(task.variant().modelVersion())
                .ifPresent(upload ->
                        settle(upload, task.variant(), Verdicts.unmeasured("it could not be judged: " + reason), 0));
    }
}
