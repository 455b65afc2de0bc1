package dev.visor.ingest.policy;

import dev.visor.contracts.policy.Policy;
import java.time.Instant;

/**
 * A policy as it stood.
 *
 * @param policy what it says
 * @param version 1 for the first, then counted up
 * @param definedAt when it was put
 */
public record DefinedPolicy(Policy policy, int version, Instant definedAt) {}
