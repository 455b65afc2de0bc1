package dev.visor.evaluation.run;

import dev.visor.contracts.Progress;
import dev.visor.contracts.event.EvaluationProgress;
import dev.visor.contracts.model.VariantId;
import dev.visor.evaluation.cost.Costs;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import java.util.function.LongSupplier;
import org.springframework.transaction.support.TransactionOperations;

/** Publishes how far an evaluation is, at most once a second, and ends it when the service stops. */
final class ProgressReporter implements Costs.Steps {
    private static final long PAUSE_NANOS = 1_000_000_000;

    private final VariantId variant;
    private final WorkContext context;
    private final EventPublisher events;
    private final TransactionOperations transactions;
    private final LongSupplier nanos;
    private String step = "";
    private long began;
    private long published;

    ProgressReporter(
            VariantId variant,
            WorkContext context,
            EventPublisher events,
            TransactionOperations transactions,
            LongSupplier nanos) {
        this.variant = variant;
        this.context = context;
        this.events = events;
        this.transactions = transactions;
        this.nanos = nanos;
        this.published = nanos.getAsLong() - PAUSE_NANOS;
    }

    @Override
    public void at(String step, long done, long total, String unit) {
        context.checkpoint();
        long now = nanos.getAsLong();
        if (!step.equals(this.step)) {
            this.step = step;
            this.began = now;
        }
        if (now - published < PAUSE_NANOS) {
            return;
        }
        published = now;
        double seconds = (now - began) / 1e9;
        double rate = seconds > 0 ? done / seconds : 0;
        long eta = rate > 0 ? Math.round((total - done) / rate * 1000) : -1;
        Progress progress = new Progress(step, done, total, unit, rate, eta);
        transactions.executeWithoutResult(status -> events.publish(new EvaluationProgress(variant, progress)));
    }
}
