package dev.visor.platform.web;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets one request at a time do what takes all processors; the others wait in the order in which they came.
 *
 * {@snippet :
 * try (Turn.Taken taken = turn.take()) {
 *     return compute();
 * }
 * }
 */
public final class Turn {
    private final String others;
    private final Duration patience;
    private final Semaphore free = new Semaphore(1, true);

    /**
     * A turn that is free.
     *
     * @param others what keeps a request waiting, in words: {@code another dry run still runs}
     * @param patience how long one waits
     */
    public Turn(String others, Duration patience) {
        this.others = others;
        this.patience = patience;
    }

    /** A turn that somebody has, until it is closed. */
    public interface Taken extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for the turn and takes it.
     *
     * @throws VisorException {@code BUSY} if others have it for longer than the patience, or the thread is interrupted
     */
    public Taken take() {
        try {
            if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return free::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new VisorException(
                ErrorCode.BUSY, "%s after %d s; try again later".formatted(others, patience.toSeconds()));
    }
}
