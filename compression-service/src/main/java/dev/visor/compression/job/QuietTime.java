package dev.visor.compression.job;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.springframework.stereotype.Component;

/**
 * Keeps measurements and jobs of this process apart: times that were taken beside other work are worth little. Whoever
 * waits longest has the next turn.
 */
@Component
public class QuietTime {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Work of one kind or the other. */
    @FunctionalInterface
    public interface Work<T> {
        T run();
    }

    /** Runs work that others of its kind may run beside. */
    <T> T shared(Work<T> work) throws InterruptedException {
        return with(lock.readLock(), work);
    }

    /** Runs work that nothing else runs beside. */
    public <T> T alone(Work<T> work) throws InterruptedException {
        return with(lock.writeLock(), work);
    }

    private static <T> T with(Lock turn, Work<T> work) throws InterruptedException {
        turn.lockInterruptibly();
        try {
            return work.run();
        } finally {
            turn.unlock();
        }
    }
}
