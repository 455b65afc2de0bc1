package dev.visor.platform.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.visor.contracts.ContractJson;
import dev.visor.platform.messaging.Correlation;
import dev.visor.platform.observation.TraceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The queue over db-scheduler: adds rows in the caller's transaction and runs the workers of this instance. */
final class ScheduledWorkQueue implements WorkQueue, SmartLifecycle {
    private final WorkTable table;
    private final WorkTasks tasks;
    private final ObjectProvider<WorkHandler<?>> handlers;
    private final DataSource dataSource;
    private final WorkProperties properties;
    private final String instance;
    private volatile @Nullable Scheduler scheduler;

    ScheduledWorkQueue(
            WorkTable table,
            WorkTasks tasks,
            ObjectProvider<WorkHandler<?>> handlers,
            DataSource dataSource,
            WorkProperties properties,
            String application) {
        this.table = table;
        this.tasks = tasks;
        this.handlers = handlers;
        this.dataSource = new TransactionAwareDataSourceProxy(dataSource);
        this.properties = properties;
        this.instance = application + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    public <T> boolean submit(WorkKind<T> kind, String taskId, T payload) {
        requireTransaction(kind);
        Optional<Correlation> correlation = Correlation.current();
        QueuedWork work = new QueuedWork(
                ContractJson.MAPPER.valueToTree(payload),
                correlation.map(Correlation::correlationId).orElse(null),
                correlation.map(Correlation::causationId).orElse(null),
                TraceContext.current().map(TraceContext::header).orElse(null));
        boolean added = table.add(kind.name(), taskId, work.bytes());
        if (added) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    Scheduler running = scheduler;
                    if (running != null) {
                        running.triggerCheckForDueExecutions();
                    }
                }
            });
        }
        return added;
    }

    @Override
    public boolean withdraw(WorkKind<?> kind, String taskId) {
        requireTransaction(kind);
        return table.withdraw(kind.name(), taskId);
    }

    @Override
    public synchronized void start() {
        List<Task<?>> known = handlers.orderedStream().<Task<?>>map(tasks::task).toList();
        if (scheduler != null || known.isEmpty() || properties.threads() == 0) {
            return;
        }
        Scheduler started = Scheduler.create(dataSource, known)
                .schedulerName(new SchedulerName.Fixed(instance))
                .serializer(new QueuedWork.Json())
                .threads(properties.threads())
                .pollingInterval(properties.poll())
                // A task is taken when it begins: taken earlier it would wait without a heartbeat and count as dead.
                .pollUsingFetchAndLockOnExecute(0.5, 1.0)
                .heartbeatInterval(properties.heartbeat())
                .missedHeartbeatsLimit(properties.missedHeartbeats())
                .shutdownMaxWait(properties.stopPatience())
                .failureLogging(LogLevel.OFF, false)
                .build();
        tasks.stopping(false);
        started.start();
        scheduler = started;
    }

    @Override
    public synchronized void stop() {
        Scheduler running = scheduler;
        if (running != null) {
            tasks.stopping(true);
            running.stop();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /** Ends before messaging does, so that the last events of a task still go out. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 256;
    }

    private static void requireTransaction(WorkKind<?> kind) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException(
                    "%s must be submitted in the transaction of what asks for it".formatted(kind.name()));
        }
    }
}
