package dev.visor.compression.latency;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Processor time of work on one thread, which other work on the machine disturbs less than the clock's. With one thread
 * ONNX Runtime does all its work on the calling one.
 */
public final class ProcessorTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ProcessorTime() {}

    /** Nanoseconds that the calling thread spends on some work; those of the clock where the system doesn't tell. */
    public static long nanos(Runnable work) {
        long began = now();
        work.run();
        return now() - began;
    }

    /** Does work on a platform thread, since a virtual one has no processor time of its own. */
    public static <T> T onPlatformThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name("processor-time").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model was timed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a model could not be timed", e.getCause());
        }
    }

    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
