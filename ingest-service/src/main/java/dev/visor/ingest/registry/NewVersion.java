package dev.visor.ingest.registry;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An upload that is to become a version.
 *
 * @param model the model's name
 * @param artifact the file, in the artefact store
 * @param request whether and how a repeated upload is recognised
 * @param outcome what was found out about the file
 */
public record NewVersion(String model, Artifact artifact, Request request, Outcome outcome) {

    /**
     * What makes two uploads the same.
     *
     * @param fingerprint digest of the bytes and of all that was decided about them
     * @param force make a version even if there is one of this fingerprint
     * @param idempotencyKey names this upload among the client's; null for none
     */
    public record Request(
            Sha256 fingerprint, boolean force, @Nullable String idempotencyKey) {}

    /** What was found out about the file. */
    public sealed interface Outcome {}

    /**
     * It can be compressed and judged.
     *
     * @param manifest how it is used
     * @param dataset what it is judged on
     * @param datasetDigest the dataset's manifest
     * @param policy what it must keep
     * @param policyVersion which version of the policy
     * @param recipes recipes to make; empty for the built-in ones
     */
    public record Accepted(
            DetectorManifest manifest,
            String dataset,
            Sha256 datasetDigest,
            Policy policy,
            int policyVersion,
            List<String> recipes)
            implements Outcome {
        public Accepted {
            recipes = List.copyOf(recipes);
        }
    }

    /**
     * It is broken or unsafe.
     *
     * @param ruleId the rule it broke
     * @param reason in words
     */
    public record Unsafe(String ruleId, String reason) implements Outcome {}
}
