package dev.visor.evaluation.version;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.policy.Policy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Read copy of an upload.
 *
 * @param modelVersion which upload
 * @param artifact the uploaded file, the baseline of all comparisons
 * @param manifest how it is used
 * @param dataset name of the dataset that the upload asked for; null leaves it to the policy
 * @param datasetDigest that dataset as it stood at the upload; null if there was none
 * @param policy what its variants must keep
 * @param registeredAt when it was registered
 */
public record Upload(
        ModelVersion modelVersion,
        Artifact artifact,
        DetectorManifest manifest,
        @Nullable String dataset,
        @Nullable Sha256 datasetDigest,
        Policy policy,
        Instant registeredAt) {}
