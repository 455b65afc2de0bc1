package dev.visor.onnx.process;

/**
 * How a child ended.
 *
 * @param exitCode its exit code; 128 + n when signal n ended it
 * @param timedOut whether it was killed because its wall time was over
 * @param output standard output, at most {@link ChildJvm#MAX_OUTPUT_BYTES}
 * @param errors the end of standard error
 * @param elapsedMillis wall time from start to end
 */
public record ChildResult(int exitCode, boolean timedOut, String output, String errors, long elapsedMillis) {}
