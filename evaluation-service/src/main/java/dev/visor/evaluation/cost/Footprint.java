package dev.visor.evaluation.cost;

/**
 * What a file takes.
 *
 * @param peakMemoryBytes most resident memory of a process that only runs it, or −1 if this system doesn't tell
 * @param sizeBytes of the file
 * @param downloadBytes of the file once compressed for its way
 * @param codec how it is compressed: {@code zstd}
 * @param level of the codec
 */
public record Footprint(long peakMemoryBytes, long sizeBytes, long downloadBytes, String codec, int level) {}
