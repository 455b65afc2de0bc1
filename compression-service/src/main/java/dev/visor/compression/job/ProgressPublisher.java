package dev.visor.compression.job;

import dev.visor.compression.pass.ProgressListener;
import dev.visor.contracts.Progress;
import dev.visor.contracts.event.CompressionProgress;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/** Tells how far a job is, at most once a second, with rate and time left; ends the job early when the service stops. */
final class ProgressPublisher implements ProgressListener {
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private final VariantId variant;
    private final JobTable jobs;
    private final EventPublisher events;
    private final TransactionOperations transactions;
    private final WorkContext context;
    private @Nullable String step;
    private long stepBegan;
    private long stepFirst;
    private long lastTold;

    ProgressPublisher(
            VariantId variant,
            JobTable jobs,
            EventPublisher events,
            TransactionOperations transactions,
            WorkContext context) {
        this.variant = variant;
        this.jobs = jobs;
        this.events = events;
        this.transactions = transactions;
        this.context = context;
        this.lastTold = System.nanoTime();
    }

    @Override
    public void progressed(String newStep, long done, long total, String unit) {
        context.checkpoint();
        long now = System.nanoTime();
        if (!newStep.equals(step)) {
            step = newStep;
            stepBegan = now;
            stepFirst = done;
        }
        if (now - lastTold < INTERVAL_NANOS) {
            return;
        }
        lastTold = now;
        double seconds = (now - stepBegan) / 1e9;
        double rate = seconds > 0 ? (done - stepFirst) / seconds : 0;
        long etaMillis = rate > 0 ? Math.round((total - done) / rate * 1000) : -1;
        transactions.executeWithoutResult(status -> {
            jobs.progress(variant, newStep, done, total, unit);
            events.publish(new CompressionProgress(
                    variant, new Progress(newStep, done, Math.max(total, 1), unit, rate, etaMillis)));
        });
    }
}
