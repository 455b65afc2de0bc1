package dev.visor.compression.experiment;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.experiment.CurveFigures;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.platform.messaging.EventPublisher;
import dev.visor.platform.work.WorkQueue;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** All experiments. Every change, its event and what follows from it commit together. */
@Service
class Experiments {
    private static final List<CurvePoint.State> TAKEN_UP_AGAIN =
            List.of(CurvePoint.State.CANCELLED, CurvePoint.State.FAILED);

    private final ExperimentTable table;
    private final WorkQueue queue;
    private final EventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;

    Experiments(
            ExperimentTable table,
            WorkQueue queue,
            EventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.table = table;
        this.queue = queue;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether there is anything to do that there wasn't. */
    record Accepted(Experiment experiment, boolean more) {}

    /** Begins an experiment, or takes up again what was cancelled or failed of one that is there. */
    Accepted accept(ExperimentPlan plan) {
        return inTransaction(() -> {
            boolean added = table.add(plan, clock.instant());
            table.lock(plan.id());
            boolean more = added || table.move(plan.id(), TAKEN_UP_AGAIN, CurvePoint.State.WAITING) > 0;
            if (!more) {
                return new Accepted(require(plan.id()), false);
            }
            table.touch(plan.id(), clock.instant());
            submitNext(plan.id());
            return new Accepted(publish(plan.id()), true);
        });
    }

    /** Takes back what has not begun. */
    Experiment cancel(String id) {
        return inTransaction(() -> {
            require(id);
            table.touch(id, clock.instant());
            table.move(id, List.of(CurvePoint.State.WAITING), CurvePoint.State.CANCELLED);
            return publish(id);
        });
    }

    /** One of them; {@code NOT_FOUND}. */
    Experiment require(String id) {
        return table.find(id)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "there is no experiment '%s'; GET /api/v1/experiments lists those that are".formatted(id)));
    }

    /**
     * The latest, newest first.
     *
     * @param model only those of this model, or null
     * @param after id of the last one that was seen, or null
     */
    List<Experiment> latest(@Nullable String model, @Nullable String after, int limit) {
        return table.latest(model, after, limit);
    }

    /** A worker begins a point; empty if it has ended, and then the next one is queued. */
    Optional<Experiment> begin(PointTask task) {
        return inTransaction(() -> {
            table.touch(task.experiment(), clock.instant());
            if (!table.begin(task.experiment(), task.position(), clock.instant())) {
                submitNext(task.experiment());
                return Optional.empty();
            }
            return Optional.of(publish(task.experiment()));
        });
    }

    /** The text of a point's recipe. */
    String recipe(PointTask task) {
        return table.recipe(task.experiment(), task.position());
    }

    /** The upload itself was measured. */
    void measured(String id, CurveFigures upload) {
        transactions.executeWithoutResult(status -> {
            table.touch(id, clock.instant());
            table.measured(id, upload);
            publish(id);
        });
    }

    /** A point ended, and the next one is queued. */
    Experiment end(PointTask task, PointOutcome outcome, double seconds) {
        return inTransaction(() -> {
            table.touch(task.experiment(), clock.instant());
            table.end(task.experiment(), task.position(), outcome, seconds, clock.instant());
            submitNext(task.experiment());
            return publish(task.experiment());
        });
    }

    private void submitNext(String id) {
        table.next(id).ifPresent(position -> {
            PointTask task = new PointTask(id, position);
            queue.submit(PointTask.KIND, task.id(), task);
        });
    }

    private Experiment publish(String id) {
        Experiment experiment = require(id);
        events.publish(experiment.event());
        return experiment;
    }

    private <T> T inTransaction(Supplier<T> work) {
        T result = transactions.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("a transaction of experiments gave nothing");
        }
        return result;
    }
}
