package dev.visor.compression.experiment;

import dev.visor.compression.job.QuietTime;
import dev.visor.contracts.Progress;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.contracts.experiment.CurveSweep;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkContext;
import dev.visor.platform.work.WorkHandler;
import dev.visor.platform.work.WorkKind;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes a point of an experiment: makes its model, measures it, queues the next one. A worker that dies leaves a running
 * point behind, which is taken again; what its trials measured is known by then.
 */
@Component
class MeasurePoint implements WorkHandler<PointTask> {
    private static final Logger LOG = LoggerFactory.getLogger(MeasurePoint.class);

    private final Experiments experiments;
    private final PointBench bench;
    private final QuietTime quiet;
    private final EventPublisher events;
    private final TransactionOperations transactions;

    MeasurePoint(
            Experiments experiments,
            PointBench bench,
            QuietTime quiet,
            EventPublisher events,
            TransactionOperations transactions) {
        this.experiments = experiments;
        this.bench = bench;
        this.quiet = quiet;
        this.events = events;
        this.transactions = transactions;
    }

    @Override
    public WorkKind<PointTask> kind() {
        return PointTask.KIND;
    }

    @Override
    public void run(PointTask task, WorkContext context) throws InterruptedException {
        Optional<Experiment> begun = experiments.begin(task);
        if (begun.isEmpty()) {
            return;
        }
        Experiment experiment = begun.get();
        CurvePoint point = experiment.points().get(task.position());
        var progress = new PointProgress(experiment, point, events, transactions, context);
        Timed timed = quiet.alone(() -> measure(task, experiment, point, progress));
        tell(task, point, timed.outcome(), experiments.end(task, timed.outcome(), timed.seconds()));
    }

    /** An outcome and how long it took, turns waited for left out. */
    private record Timed(PointOutcome outcome, double seconds) {}

    private Timed measure(PointTask task, Experiment experiment, CurvePoint point, PointProgress progress) {
        if (experiment.upload() == null) {
            experiments.measured(experiment.id(), bench.upload(experiment.version(), progress));
        }
        long began = System.nanoTime();
        PointOutcome outcome =
                bench.measure(experiment.version(), experiments.recipe(task), sweep(experiment, point), progress);
        return new Timed(outcome, (System.nanoTime() - began) / 1e9);
    }

    @Override
    public void failed(PointTask task, Throwable failure) {
        String reason = failure instanceof VisorException known
                ? known.detail()
                : "it failed inside Visor (%s); see the service's log"
                        .formatted(failure.getClass().getSimpleName());
        experiments.end(task, new PointOutcome.Failed(reason), 0);
    }

    private static CurveSweep sweep(Experiment experiment, CurvePoint point) {
        return experiment.sweeps().stream()
                .filter(sweep -> sweep.label().equals(point.sweep()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no sweep '%s'".formatted(point.sweep())));
    }

    private static void tell(PointTask task, CurvePoint point, PointOutcome outcome, Experiment experiment) {
        Progress progress = PointProgress.progress("", experiment, 0);
        LOG.info(
                "experiment {}: point {} of {} ({}, {}) is {}, {} left",
                task.experiment(),
                task.position() + 1,
                progress.total(),
                point.sweep(),
                point.value(),
                switch (outcome) {
                    case PointOutcome.Measured m ->
                        "measured: AP %.4f, AP50 %.4f, %.3f of the upload's time"
                                .formatted(
                                        m.figures().ap(),
                                        m.figures().ap50(),
                                        m.figures().timeRatio());
                    case PointOutcome.Skipped s -> "skipped: " + s.reason();
                    case PointOutcome.Failed f -> "failed: " + f.reason();
                },
                progress.etaMillis() < 0 ? "unknown time" : progress.etaMillis() / 1000 + " s");
    }
}
