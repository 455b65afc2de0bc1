package dev.visor.platform.work;

/** What a running task may ask. */
public interface WorkContext {
    /** The id under which it was submitted. */
    String taskId();

    /** 1 for the first attempt; deaths of workers count too. */
    int attempt();

    /** Whether the service is stopping; the task should end soon, it will run again from the beginning. */
    boolean stopping();

    /** Throws {@link WorkInterruptedException} if the service is stopping; the task then runs again elsewhere or later. */
    default void checkpoint() {
        if (stopping() || Thread.currentThread().isInterrupted()) {
            throw new WorkInterruptedException();
        }
    }
}
