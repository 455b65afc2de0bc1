package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What models are judged on and by.
 *
 * @param datasets by name
 * @param policies by name
 */
public record Library(List<Dataset> datasets, List<PolicyEntry> policies) {

    /** A dataset as it holds now: pictures by split, labelled boxes, problems that its import report names. */
    public record Dataset(
            String name,
            Sha256 digest,
            List<String> classes,
            Map<String, Integer> images,
            int boxes,
            int findings,
            Instant importedAt) {}

    /** A policy as it holds now. */
    public record PolicyEntry(Policy policy, int version, Instant definedAt) {}
}
