package dev.visor.evaluation.device;

import java.time.Instant;

/**
 * How long a variant takes on one class of devices of a target. Of several nodes the highest figure counts: a fleet is as slow
 * as its slowest node.
 *
 * @param target deployment target
 * @param deviceClass what machines of this kind are called
 * @param nodes how many have served it
 * @param inferences of all of them
 * @param p50Millis median of the last inferences
 * @param p95Millis their 95th percentile
 * @param p99Millis their 99th percentile
 * @param reportedAt when a node last said so
 */
public record DeviceLatency(
        String target,
        String deviceClass,
        int nodes,
        long inferences,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        Instant reportedAt) {}
