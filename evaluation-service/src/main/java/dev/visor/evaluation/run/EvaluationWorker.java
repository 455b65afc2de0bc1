package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.EvaluationFailed;
import dev.visor.contracts.event.VariantEvaluated;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.cost.Costs;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.LookEnded;
import dev.visor.evaluation.look.Looks;
import dev.visor.evaluation.version.EvaluationTask;
import dev.visor.evaluation.version.JudgeTask;
import dev.visor.evaluation.version.Upload;
import dev.visor.evaluation.version.Variant;
import dev.visor.evaluation.version.VariantState;
import dev.visor.evaluation.version.VersionFlow;
import dev.visor.evaluation.version.Versions;
import dev.visor.onnx.runtime.ModelRunException;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import dev.visor.platform.work.WorkHandler;
import dev.visor.platform.work.WorkKind;
import dev.visor.platform.work.WorkQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures variants from the queue. A variant that must look at pictures first is put aside, and comes again when that is
 * done. What was measured before, under the same key, is taken from the database.
 */
@Component
class EvaluationWorker implements WorkHandler<EvaluationTask>, LookEnded {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationWorker.class);

    private final Versions versions;
    private final VersionFlow flow;
    private final EvaluationPlans plans;
    private final Looks looks;
    private final Evaluations evaluations;
    private final Evaluator evaluator;
    private final WorkQueue queue;
    private final EventPublisher events;
    private final TransactionTemplate transactions;

    EvaluationWorker(
            Versions versions,
            VersionFlow flow,
            EvaluationPlans plans,
            Looks looks,
            Evaluations evaluations,
            Evaluator evaluator,
            WorkQueue queue,
            EventPublisher events,
            PlatformTransactionManager transactions) {
        this.versions = versions;
        this.flow = flow;
        this.plans = plans;
        this.looks = looks;
        this.evaluations = evaluations;
        this.evaluator = evaluator;
        this.queue = queue;
        this.events = events;
        this.transactions = new TransactionTemplate(transactions);
    }

    @Override
    public WorkKind<EvaluationTask> kind() {
        return EvaluationTask.KIND;
    }

    @Override
    public void run(EvaluationTask task, WorkContext context) {
        Variant variant = versions.variant(task.variant()).orElse(null);
        Upload upload = versions.upload(task.variant().modelVersion()).orElse(null);
        if (variant == null || upload == null || variant.state() != VariantState.READY) {
            return;
        }
        EvaluationPlan plan = plans.of(variant, upload);
        Sha256 key = plan.key().digest();
        if (evaluations.find(key).isPresent()) {
            LOG.info("{}: the same was measured before", variant.id());
            settle(variant, key, Optional.empty());
            return;
        }
        List<Look> wanted = new ArrayList<>(plan.looks());
        wanted.add(plan.ofBaseline());
        if (!looks.require(wanted, variant.id())) {
            return;
        }
        ProgressReporter progress = new ProgressReporter(variant.id(), context, events, transactions, System::nanoTime);
        settle(variant, key, Optional.of(measure(plan, progress)));
    }

    private Evaluation measure(EvaluationPlan plan, Costs.Steps progress) {
        try {
            return evaluator.evaluate(plan, progress);
        } catch (ModelRunException e) {
            throw new VisorException(ErrorCode.INVALID_MODEL, "model cannot be run: " + e.getMessage(), e);
        }
    }

    /** Under an id of its own: a task that is just ending would swallow one with its id. */
    @Override
    public void looksEnded(VariantId variant) {
        String id = variant + "/" + UUID.randomUUID();
        boolean measured = versions.variant(variant)
                .filter(v -> v.state() == VariantState.READY)
                .isPresent();
        if (measured) {
            queue.submit(EvaluationTask.KIND, id, new EvaluationTask(variant));
        } else {
            queue.submit(JudgeTask.KIND, id, new JudgeTask(variant));
        }
    }

    private void settle(Variant variant, Sha256 key, Optional<Evaluation> fresh) {
        transactions.executeWithoutResult(status -> {
            fresh.ifPresent(evaluations::add);
            if (flow.measured(variant.id(), key)) {
                looks.forget(variant.id());
                events.publish(evaluated(variant, key));
                flow.advance(variant.id().modelVersion());
            }
        });
    }

    private VariantEvaluated evaluated(Variant variant, Sha256 key) {
        Evaluations.Summary summary = evaluations.find(key).orElseThrow();
        LOG.info("{} measured on {} pictures: {}", variant.id(), summary.images(), summary.metrics());
        Artifact artifact = java.util.Objects.requireNonNull(variant.artifact());
        return new VariantEvaluated(
                variant.id(),
                artifact.digest(),
                summary.dataset(),
                summary.datasetDigest(),
                summary.split(),
                summary.images(),
                summary.metrics(),
                summary.classes().stream().map(ClassFigures::published).toList(),
                summary.report(),
                evaluations.evaluatedAt(key).orElseThrow().toInstant());
    }

    @Override
    public void failed(EvaluationTask task, Throwable failure) {
        VariantId variant = task.variant();
        ErrorCode code = failure instanceof VisorException known ? known.code() : ErrorCode.INTERNAL;
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (flow.notMeasured(variant, reason)) {
            looks.forget(variant);
            events.publish(new EvaluationFailed(variant, code, reason, Instant.now()));
            flow.advance(variant.modelVersion());
        }
    }
}
