package dev.visor.onnx.probe;

/**
 * What a model may use while it is probed.
 *
 * @param memoryBytes address space of the whole child, of which the JVM and the runtime take about 0.7 GB
 * @param cpuSeconds processor time
 * @param wallSeconds time until the child is killed
 */
public record ProbeLimits(long memoryBytes, int cpuSeconds, int wallSeconds) {
    /** Below this a child can't even start. */
    public static final long MIN_MEMORY_BYTES = 1L << 30;

    public ProbeLimits {
        if (memoryBytes < MIN_MEMORY_BYTES) {
            throw new IllegalArgumentException(
                    "memoryBytes must be at least " + MIN_MEMORY_BYTES + " bytes, was " + memoryBytes);
        }
        if (cpuSeconds < 1 || wallSeconds < 1) {
            throw new IllegalArgumentException(
                    "seconds must be ≥ 1, were " + cpuSeconds + " (processor) and " + wallSeconds + " (wall)");
        }
    }

    /** 4 GiB, 60 seconds of processor time, 120 seconds in all. */
    public static ProbeLimits standard() {
        return new ProbeLimits(4L << 30, 60, 120);
    }
}
