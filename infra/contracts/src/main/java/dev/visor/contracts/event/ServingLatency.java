package dev.visor.contracts.event;

/**
 * How long a node's model takes for a picture, without decoding and without waiting: the last inferences, at most 1,024.
 *
 * @param count inferences since the model was loaded
 * @param p50Millis median
 * @param p95Millis 95th percentile
 * @param p99Millis 99th percentile
 */
public record ServingLatency(long count, double p50Millis, double p95Millis, double p99Millis) {}
