package dev.visor.platform.work;

/**
 * Does one kind of work. Every bean of this type is found and fed.
 *
 * <p>{@link #run} runs outside of any transaction and may take hours; it opens its own transactions for its effects. A
 * worker that dies between its last commit and the end of {@code run} leaves its task behind, which then runs again:
 * effects must be keyed by content.
 */
public interface WorkHandler<T> {
    /** What it does. */
    WorkKind<T> kind();

    /**
     * Does the work. A retryable {@link dev.visor.contracts.error.VisorException} or an unknown exception is tried again
     * with growing pauses, any other failure is final.
     */
    void run(T payload, WorkContext context) throws Exception;

    /**
     * The task failed for good and is forgotten when this returns; runs in the same transaction as that, so that a
     * failure event can be published.
     */
    void failed(T payload, Throwable failure);
}
