package dev.visor.onnx.process;

import java.time.Duration;

/**
 * What a child may use.
 *
 * @param addressSpaceBytes virtual memory, kept by the kernel ({@code ulimit -v}) where it can be; a JVM takes about
 *     0.5 GB of it before doing anything. 0 for no limit
 * @param cpuSeconds processor time, kept by the kernel ({@code ulimit -t}). 0 for no limit
 * @param wall time until it is killed
 * @param heapBytes the Java heap's maximum, which is part of the address space
 */
public record ChildLimits(long addressSpaceBytes, int cpuSeconds, Duration wall, long heapBytes) {
    public ChildLimits {
        if (wall.isNegative() || wall.isZero()) {
            throw new IllegalArgumentException("wall time must be positive, was " + wall);
        }
        if (heapBytes < 16 << 20) {
            throw new IllegalArgumentException("heapBytes must be at least 16 MiB, was " + heapBytes);
        }
    }
}
