package dev.visor.evaluation.verdict;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.evaluation.Verdict;
import dev.visor.contracts.event.GateDecided;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.dataset.DatasetCatalog;
import dev.visor.evaluation.look.Looks;
import dev.visor.evaluation.look.SeenStore;
import dev.visor.evaluation.version.JudgeTask;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VariantState;
import dev.visor.evaluation.version.VerdictTable;
import dev.visor.evaluation.version.VersionFlow;
import dev.visor.evaluation.version.Versions;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import dev.visor.platform.work.WorkHandler;
import dev.visor.platform.work.WorkKind;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Judges variants from the queue: resampling takes a while, and no lock is held meanwhile. */
@Component
class JudgeWorker implements WorkHandler<JudgeTask> {
    private static final Logger LOG = LoggerFactory.getLogger(JudgeWorker.class);

    private final Versions versions;
    private final VersionFlow flow;
    private final CaseFiles caseFiles;
    private final Court court;
    private final ArtifactStore store;
    private final CurrentChampion champions;
    private final Looks looks;
    private final VerdictTable verdicts;
    private final EventPublisher events;
    private final TransactionTemplate transactions;

    JudgeWorker(
            Versions versions,
            VersionFlow flow,
            CaseFiles caseFiles,
            DatasetCatalog datasets,
            ArtifactStore store,
            CurrentChampion champions,
            Looks looks,
            VerdictTable verdicts,
            EventPublisher events,
            PlatformTransactionManager transactions) {
        this.versions = versions;
        this.flow = flow;
        this.caseFiles = caseFiles;
        this.court = new Court(new SeenStore(store), datasets::judgedSplit);
        this.store = store;
        this.champions = champions;
        this.looks = looks;
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
        if (variant.state() == VariantState.MEASURED && !caseFiles.isAsMeasured(upload, variant)) {
            LOG.info("{} was measured in another way than it is to be judged now, and is measured again", variant.id());
            transactions.executeWithoutResult(status -> flow.measureAgain(variant.id()));
            return;
        }
        CurrentChampion.Reigning champion = upload.policy().comparesWithChampion()
                ? champions.of(upload.policy().target()).orElse(null)
                : null;
        Variant baseline =
                versions.variant(VariantId.baselineOf(upload.modelVersion())).orElse(null);
        caseFiles.of(upload, variant, baseline, champion).ifPresent(file -> settle(upload, file, court.judge(file)));
    }

    private void settle(Upload upload, CaseFile file, Verdict verdict) {
        VariantId id = file.variant();
        Artifact kept = store.put(file.bytes());
        transactions.executeWithoutResult(status -> {
            if (flow.judged(id)) {
                looks.forget(id);
                Instant now = Instant.now();
                verdicts.add(id, verdict, kept, file.unmeasured() == null ? file.championSequence() : null, now);
                events.publish(new GateDecided(id, upload.policy().name(), verdict, now));
                flow.advance(id.modelVersion());
            }
        });
    }

    @Override
    public void failed(JudgeTask task, Throwable failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        versions.upload(task.variant().modelVersion()).ifPresent(upload -> {
            CaseFile file =
                    CaseFile.unmeasured(upload.policy(), task.variant(), "it could not be judged: " + reason, false);
            settle(upload, file, court.judge(file));
        });
    }
}
