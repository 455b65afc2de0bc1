package dev.visor.evaluation.cost;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What is taken for the time of a run. */
public enum Clock {
    /** What the calling thread spent on a processor: waiting for a core is the machine's, not the model's. */
    PROCESSOR,
    /** What passed. */
    ELAPSED;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * The steadiest that holds. With one thread ONNX Runtime does all its work on the calling one; with more, others work
     * too, and only what passed tells.
     */
    static Clock of(int threads) {
        return threads == 1 && THREADS.isCurrentThreadCpuTimeSupported() ? PROCESSOR : ELAPSED;
    }

    long nanos() {
        return this == PROCESSOR ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
