package dev.visor.evaluation.promotion;

import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.model.VariantId;

/** A variant that keeps every promise. */
public record Candidate(VariantId variant, Metrics metrics) {}
