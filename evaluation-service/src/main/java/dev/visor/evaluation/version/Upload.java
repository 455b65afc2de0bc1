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
 * @param datasetDigest what all its variants are judged on: that dataset as it stood at the upload, or when the first
 *     variant was measured; null before
 * @param secondDatasetDigest the same of the policy's second dataset; null for none, or before a variant was measured
 * @param policy what its variants must keep
 * @param registeredAt when it was registered
 */
public record Upload(
        ModelVersion modelVersion,
        Artifact artifact,
        DetectorManifest manifest,
        @Nullable String dataset,
        @Nullable Sha256 datasetDigest,
        @Nullable Sha256 secondDatasetDigest,
        Policy policy,
        Instant registeredAt) {}
