package dev.visor.compression.job;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * An upload as it was registered: all that results depend on beside the recipe.
 *
 * @param version which
 * @param model the uploaded file
 * @param manifest how it is used
 * @param dataset digest of the dataset to calibrate and search on, or null
 * @param policy which classes count in a search, as it stood at the upload; null for uploads from before it was kept
 */
public record Upload(
        ModelVersion version,
        Artifact model,
        DetectorManifest manifest,
        @Nullable Sha256 dataset,
        @Nullable Policy policy) {}
