package dev.visor.contracts.compression;

/**
 * A kernel that ONNX Runtime ran.
 *
 * @param name of the node as run, after fusion
 * @param opType as run
 * @param kind what it computes with
 * @param micros median time of one run, one thread
 */
public record KernelTime(String name, String opType, Kind kind, double micros) {
    /** What a kernel computes with. */
    public enum Kind {
        INTEGER,
        FLOATING,
        CONVERSION
    }
}
