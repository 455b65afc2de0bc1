package dev.visor.compression.experiment;

import dev.visor.compression.pass.ProgressListener;
import dev.visor.contracts.Progress;
import dev.visor.contracts.event.ExperimentProgress;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import org.springframework.transaction.support.TransactionOperations;

/** Tells how far an experiment is, at most once a second; ends a point early when the service stops. */
final class PointProgress implements ProgressListener {
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private final Experiment experiment;
    private final CurvePoint point;
    private final EventPublisher events;
    private final TransactionOperations transactions;
    private final WorkContext context;
    private final long began = System.nanoTime();
    private long lastTold = began - INTERVAL_NANOS;

    PointProgress(
            Experiment experiment,
            CurvePoint point,
            EventPublisher events,
            TransactionOperations transactions,
            WorkContext context) {
        this.experiment = experiment;
        this.point = point;
        this.events = events;
        this.transactions = transactions;
        this.context = context;
    }

    @Override
    public void progressed(String step, long done, long total, String unit) {
        context.checkpoint();
        long now = System.nanoTime();
        if (now - lastTold < INTERVAL_NANOS) {
            return;
        }
        lastTold = now;
        String words = "%s, %s: %s".formatted(point.sweep(), point.value(), step);
        if (total > 1) {
            words += " (%d of %d %s)".formatted(done, total, unit);
        }
        Progress progress = progress(words, experiment, (now - began) / 1e9);
        transactions.executeWithoutResult(
                status -> events.publish(new ExperimentProgress(experiment.id(), experiment.version(), progress)));
    }

    /**
     * How far an experiment is.
     *
     * @param elapsed seconds that the running point has taken
     */
    static Progress progress(String step, Experiment experiment, double elapsed) {
        int all = experiment.points().size();
        int ended = experiment.ended();
        double each = experiment.secondsPerPoint();
        long left = each == 0 ? -1 : Math.round(1000 * Math.max(0, each * (all - ended) - elapsed));
        return new Progress(step, ended, all, "points", each == 0 ? 0 : 1 / each, left);
    }
}
