package dev.visor.compression.job;

import dev.visor.compression.plan.Recipe;
import dev.visor.compression.recipe.RecipeVersion;
import dev.visor.compression.recipe.Recipes;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.event.VariantCompressed;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import dev.visor.platform.work.WorkHandler;
import dev.visor.platform.work.WorkKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes a planned variant, or finds it made already. A worker that dies leaves a running job behind, which the next
 * worker begins again; results are keyed by content, so that changes nothing.
 */
@Component
class CompressVariant implements WorkHandler<CompressionTask> {
    private final Recipes recipes;
    private final JobTable jobs;
    private final ResultTable results;
    private final VariantMaker maker;
    private final QuietTime quiet;
    private final EventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;

    CompressVariant(
            Recipes recipes,
            JobTable jobs,
            ResultTable results,
            VariantMaker maker,
            QuietTime quiet,
            EventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.recipes = recipes;
        this.jobs = jobs;
        this.results = results;
        this.maker = maker;
        this.quiet = quiet;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public WorkKind<CompressionTask> kind() {
        return CompressionTask.KIND;
    }

    @Override
    public void run(CompressionTask task, WorkContext context) throws InterruptedException {
        VariantId variant = task.variant();
        Job job = jobs.find(variant)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.INTERNAL, "variant '%s' has a task but no job".formatted(variant)));
        if (job.ended()) {
            return;
        }
        jobs.begin(variant, context.attempt(), clock.instant());
        Sha256 key = maker.contentKey(job);
        Optional<MadeVariant> before = results.find(key);
        if (before.isPresent()) {
            finish(job, key, before.get(), true);
            return;
        }
        Integer version = job.recipeVersion();
        RecipeVersion recorded =
                version == null ? recipes.current(variant.recipe()) : recipes.version(variant.recipe(), version);
        Recipe recipe = recipes.read(recorded);
        var progress = new ProgressPublisher(variant, jobs, events, transactions, context);
        finish(job, key, quiet.shared(() -> maker.make(job, recipe, progress)), false);
    }

    private void finish(Job job, Sha256 key, MadeVariant made, boolean reused) {
        Instant now = clock.instant();
        VariantId variant = job.variant();
        transactions.executeWithoutResult(status -> {
            if (!jobs.finish(variant, made, reused, now)) {
                return;
            }
            results.keep(key, made, now);
            events.publish(new VariantCompressed(
                    variant,
                    variant.isBaseline() ? null : VariantId.baselineOf(variant.modelVersion()),
                    made.artifact(),
                    job.manifest(),
                    job.recipeDigest(),
                    made.report(),
                    made.tripwire(),
                    now));
        });
    }

    @Override
    public void failed(CompressionTask task, Throwable failure) {
        ErrorCode code = failure instanceof VisorException known ? known.code() : ErrorCode.INTERNAL;
        String reason = failure instanceof VisorException known
                ? known.detail()
                : "compression failed inside Visor (%s); see the service's log"
                        .formatted(failure.getClass().getSimpleName());
        Instant now = clock.instant();
        if (jobs.fail(task.variant(), code, reason, now)) {
            events.publish(new CompressionFailed(task.variant(), code, reason, now));
        }
    }
}
