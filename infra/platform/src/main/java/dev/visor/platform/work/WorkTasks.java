package dev.visor.platform.work;

import com.github.kagkarlsson.scheduler.SchedulerState;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.platform.observation.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Makes db-scheduler's tasks out of our handlers: what happens at an end, a failure and a death. */
final class WorkTasks {
    private static final Logger LOG = LoggerFactory.getLogger(WorkTasks.class);

    private final WorkProperties properties;
    private final WorkTable table;
    private final TransactionOperations transactions;
    private final MeterRegistry meters;
    private volatile boolean stopping;

    WorkTasks(WorkProperties properties, WorkTable table, TransactionOperations transactions, MeterRegistry meters) {
        this.properties = properties;
        this.table = table;
        this.transactions = transactions;
        this.meters = meters;
    }

    /** Whether what is interrupted goes back to the queue. */
    void stopping(boolean now) {
        stopping = now;
    }

    <T> Task<QueuedWork> task(WorkHandler<T> handler) {
        return Tasks.custom(handler.kind().name(), QueuedWork.class)
                .onFailure((complete, operations) -> ended(handler, complete, operations))
                .onDeadExecution((complete, operations) -> died(handler, complete, operations))
                .execute((instance, context) -> {
                    Running running =
                            new Running(context.getExecution(), context.getSchedulerState(), instance.getData());
                    run(handler, running);
                    return (complete, operations) -> operations.remove();
                });
    }

    private <T> void run(WorkHandler<T> handler, Running running) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            T payload = payload(handler, running.work());
            TraceContext.continuing(running.work().traceparent())
                    .run(() -> running.work().correlation(running.taskId()).run(() -> {
                        try {
                            handler.run(payload, running);
                        } catch (RuntimeException e) {
                            throw e;
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw new WorkFailure(e);
                        } catch (Exception e) {
                            throw new WorkFailure(e);
                        }
                    }));
            outcome = "done";
        } finally {
            sample.stop(meters.timer("visor.work", "kind", handler.kind().name(), "outcome", outcome));
        }
    }

    private <T> void ended(
            WorkHandler<T> handler, ExecutionComplete complete, ExecutionOperations<QueuedWork> operations) {
        Throwable failure = unwrap(complete.getCause().orElse(null));
        Execution execution = complete.getExecution();
        // An interrupted thread gets no database connection.
        boolean interrupted = Thread.interrupted();
        if (failure instanceof WorkInterruptedException || stopping && (interrupted || isInterruption(failure))) {
            LOG.info("{} '{}' goes back to the queue", execution.getTaskName(), execution.getId());
            if (!table.giveBack(execution)) {
                LOG.info("{} '{}' belongs to another worker already", execution.getTaskName(), execution.getId());
            }
            return;
        }
        retryOrFail(handler, complete, operations, failure, retryable(failure));
    }

    private <T> void died(
            WorkHandler<T> handler, ExecutionComplete complete, ExecutionOperations<QueuedWork> operations) {
        Execution execution = complete.getExecution();
        VisorException death = new VisorException(
                ErrorCode.UNAVAILABLE,
                "the worker %s of %s '%s' died (attempt %d of %d)"
                        .formatted(
                                execution.pickedBy,
                                execution.getTaskName(),
                                execution.getId(),
                                execution.consecutiveFailures + 1,
                                properties.attempts()));
        retryOrFail(
                handler,
                ExecutionComplete.failure(execution, complete.getTimeDone(), complete.getTimeDone(), death),
                operations,
                death,
                true);
    }

    private <T> void retryOrFail(
            WorkHandler<T> handler,
            ExecutionComplete complete,
            ExecutionOperations<QueuedWork> operations,
            Throwable failure,
            boolean retryable) {
        Execution execution = complete.getExecution();
        int failures = execution.consecutiveFailures + 1;
        if (retryable && failures < properties.attempts()) {
            LOG.warn(
                    "{} '{}' failed (attempt {} of {}), again in {} ms",
                    execution.getTaskName(),
                    execution.getId(),
                    failures,
                    properties.attempts(),
                    properties.pauseAfter(failures).toMillis(),
                    failure);
            operations.reschedule(complete, Instant.now().plus(properties.pauseAfter(failures)));
            return;
        }
        LOG.error("{} '{}' failed for good", execution.getTaskName(), execution.getId(), failure);
        try {
            QueuedWork work = (QueuedWork) execution.taskInstance.getData();
            TraceContext.continuing(work.traceparent())
                    .run(() -> work.correlation(execution.getId())
                            .run(() -> transactions.executeWithoutResult(status -> {
                                handler.failed(payload(handler, work), failure);
                                operations.remove();
                            })));
        } catch (RuntimeException e) {
            LOG.error(
                    "the failure of {} '{}' could not be told, again in {} ms",
                    execution.getTaskName(),
                    execution.getId(),
                    properties.longestPause().toMillis(),
                    e);
            operations.reschedule(complete, Instant.now().plus(properties.longestPause()));
        }
    }

    private static <T> T payload(WorkHandler<T> handler, QueuedWork work) {
        return ContractJson.MAPPER.treeToValue(work.payload(), handler.kind().payloadType());
    }

    private static boolean retryable(Throwable failure) {
        return !(failure instanceof VisorException known) || known.code().kind().retryable();
    }

    private static boolean isInterruption(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof java.nio.channels.ClosedByInterruptException) {
                return true;
            }
        }
        return false;
    }

    private static Throwable unwrap(@org.jspecify.annotations.Nullable Throwable failure) {
        if (failure == null) {
            return new IllegalStateException("it failed without an exception");
        }
        return failure instanceof WorkFailure wrapped ? wrapped.getCause() : failure;
    }

    /** Carries a checked exception through db-scheduler. */
    private static final class WorkFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WorkFailure(Exception cause) {
            super(cause);
        }

        @Override
        public synchronized Throwable getCause() {
            Throwable cause = super.getCause();
            return cause == null ? this : cause;
        }
    }

    private record Running(Execution execution, SchedulerState state, QueuedWork work) implements WorkContext {
        @Override
        public String taskId() {
            return execution.getId();
        }

        @Override
        public int attempt() {
            return execution.consecutiveFailures + 1;
        }

        @Override
        public boolean stopping() {
            return state.isShuttingDown();
        }
    }
}
