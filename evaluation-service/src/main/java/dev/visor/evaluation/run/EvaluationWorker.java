package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.EvaluationFailed;
import dev.visor.contracts.event.VariantEvaluated;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.dataset.DatasetCatalog;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.gate.ClassFigures;
import dev.visor.evaluation.version.EvaluationTask;
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
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Measures variants from the queue. What was measured before, under the same key, is taken from the database. */
@Component
class EvaluationWorker implements WorkHandler<EvaluationTask> {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationWorker.class);

    private final Versions versions;
    private final VersionFlow flow;
    private final DatasetCatalog datasets;
    private final Evaluations evaluations;
    private final Evaluator evaluator;
    private final EventPublisher events;
    private final TransactionTemplate transactions;

    EvaluationWorker(
            Versions versions,
            VersionFlow flow,
            DatasetCatalog datasets,
            Evaluations evaluations,
            Evaluator evaluator,
            EventPublisher events,
            PlatformTransactionManager transactions) {
        this.versions = versions;
        this.flow = flow;
        this.datasets = datasets;
        this.evaluations = evaluations;
        this.evaluator = evaluator;
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
        Evaluator.Request request = request(variant, upload);
        Sha256 key = request.key().digest();
        Optional<Evaluation> fresh = Optional.empty();
        if (evaluations.find(key).isEmpty()) {
            ProgressReporter progress =
                    new ProgressReporter(variant.id(), context, events, transactions, System::nanoTime);
            fresh = Optional.of(measure(request, progress));
        } else {
            LOG.info("{}: the same was measured before", variant.id());
        }
        settle(variant, key, fresh);
    }

    private Evaluation measure(Evaluator.Request request, Steps progress) {
        try {
            return evaluator.evaluate(request, progress);
        } catch (ModelRunException e) {
            throw new VisorException(ErrorCode.INVALID_MODEL, "model cannot be run: " + e.getMessage(), e);
        }
    }

    private Evaluator.Request request(Variant variant, Upload upload) {
        Artifact artifact = variant.artifact();
        DetectorManifest manifest = variant.manifest();
        if (artifact == null || manifest == null) {
            throw new VisorException(ErrorCode.INTERNAL, "variant %s is ready but has no file".formatted(variant.id()));
        }
        LabelledPictures split = datasets.judgedSplit(datasetOf(upload));
        return Evaluator.Request.of(
                new Evaluator.Model(artifact, manifest),
                new Evaluator.Model(upload.artifact(), upload.manifest()),
                split,
                upload.policy());
    }

    private Sha256 datasetOf(Upload upload) {
        Sha256 digest = upload.datasetDigest();
        if (digest != null) {
            return digest;
        }
        String name =
                upload.dataset() != null ? upload.dataset() : upload.policy().dataset();
        if (name == null) {
            throw new VisorException(
                    ErrorCode.INVALID_DATASET,
                    "neither the upload nor policy '%s' names a dataset to judge on; upload again with one"
                            .formatted(upload.policy().name()));
        }
        return datasets.find(name)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.INVALID_DATASET,
                        "dataset '%s' is not imported; import it and upload again".formatted(name)));
    }

    private void settle(Variant variant, Sha256 key, Optional<Evaluation> fresh) {
        transactions.executeWithoutResult(status -> {
            fresh.ifPresent(evaluations::add);
            if (flow.measured(variant.id(), key)) {
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
            events.publish(new EvaluationFailed(variant, code, reason, Instant.now()));
            flow.advance(variant.modelVersion());
        }
    }
}
