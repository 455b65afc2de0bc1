package dev.visor.platform.work;

/** A task ended early because its service is stopping; it counts as no attempt. */
public final class WorkInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WorkInterruptedException() {
        super("the service is stopping; the task goes back to the queue");
    }
}
