package dev.visor.compression.trial;

import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.TensorValue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Compares two models by the processor time that one thread spends, round by round on the same input, so that what
 * disturbs the machine disturbs both. With one thread ONNX Runtime does all its work on the calling one.
 */
final class InterleavedTime {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int WARM_UPS = 4;
    private static final int ROUNDS = 31;

    private InterleavedTime() {}

    /** Median of a / b. */
    static double ratio(ModelSession a, ModelSession b, Map<String, TensorValue> inputs) {
        // A virtual thread has no processor time of its own.
        return onPlatformThread(() -> {
            double[] ratios = new double[ROUNDS];
            for (int i = -WARM_UPS; i < ROUNDS; i++) {
                long first = nanos(a, inputs);
                long second = nanos(b, inputs);
                if (i >= 0) {
                    ratios[i] = (double) Math.max(first, 1) / Math.max(second, 1);
                }
            }
            Arrays.sort(ratios);
            return ratios[ROUNDS / 2];
        });
    }

    private static long nanos(ModelSession session, Map<String, TensorValue> inputs) {
        long began = now();
        session.run(inputs);
        return now() - began;
    }

    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static <T> T onPlatformThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name("trial-time").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a candidate was timed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a candidate could not be timed", e.getCause());
        }
    }
}
