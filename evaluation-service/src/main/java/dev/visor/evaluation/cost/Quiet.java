package dev.visor.evaluation.cost;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Keeps this process from looking at pictures while latency is measured: other threads would share caches and memory
 * with the measured one.
 */
@Component
public final class Quiet {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Waits while something is measured. Called between two pictures. */
    public void pause() {
        lock.readLock().lock();
        lock.readLock().unlock();
    }

    /** Measures while the others wait; the picture that each has begun may still be in work. */
    public <T> T measure(Supplier<T> measurement) {
        lock.writeLock().lock();
        try {
            return measurement.get();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
