package dev.visor.ingest.registry;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.ModelVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version as it stands.
 *
 * @param id model and number
 * @param stage where it is on its way
 * @param reason why, for people; null if there is nothing to say
 * @param ruleId the rule that a quarantined file broke; else null
 * @param artifact the uploaded file
 * @param manifest how it is used; null for a quarantined file
 * @param dataset what it is judged on; null for a quarantined file
 * @param policy what it must keep; null for a quarantined file
 * @param policyVersion which version of the policy
 * @param recipes as asked for; empty for the built-in ones
 * @param uploadedAt when it was received
 */
public record VersionSummary(
        ModelVersion id,
        ModelStage stage,
        @Nullable String reason,
        @Nullable String ruleId,
        Artifact artifact,
        @Nullable DetectorManifest manifest,
        @Nullable String dataset,
        @Nullable String policy,
        @Nullable Integer policyVersion,
        List<String> recipes,
        Instant uploadedAt) {}
