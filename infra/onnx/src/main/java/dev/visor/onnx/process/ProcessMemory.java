package dev.visor.onnx.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This process's resident memory as the kernel counts it ({@code /proc/self/status}). */
public final class ProcessMemory {
    /** What both methods say on systems that don't tell. */
    public static final long UNKNOWN = -1;

    private ProcessMemory() {}

    /** Bytes resident now. */
    public static long residentBytes() {
        return read("VmRSS:");
    }

    /** The most bytes that were resident at once since the process began. */
    public static long peakBytes() {
        return read("VmHWM:");
    }

    private static long read(String key) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(key)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException e) {
            return UNKNOWN;
        }
        return UNKNOWN;
    }
}
