package dev.visor.platform.work;

/**
 * Work that must be done, however often workers die. A task is a row in the service's schema, written in the caller's
 * transaction and leased by one worker at a time.
 */
public interface WorkQueue {
    /**
     * Adds a task, unless one with this kind and id waits or runs already. Must run in a transaction. A finished task
     * is forgotten: the same id can be submitted again. The correlation of the submitting thread is kept with the task.
     *
     * @return whether it was added
     */
    <T> boolean submit(WorkKind<T> kind, String taskId, T payload);

    /**
     * Takes a waiting task back. Must run in a transaction.
     *
     * @return whether one waited; a running task is left alone
     */
    boolean withdraw(WorkKind<?> kind, String taskId);
}
