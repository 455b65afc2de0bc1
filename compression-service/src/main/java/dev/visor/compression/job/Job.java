package dev.visor.compression.job;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The making of a variant.
 *
 * @param variant which
 * @param state how far
 * @param model the uploaded file
 * @param manifest how it is used
 * @param datasetDigest the dataset to calibrate on, or null
 * @param policy which classes count in a search, as it stood at the upload; null in jobs from before it was kept
 * @param recipeVersion which text of the recipe it follows; null in jobs from before texts were kept
 * @param recipeDigest of what the recipe does
 * @param step what a running job is at, or null
 * @param done units done of the step
 * @param total units of the step
 * @param unit what is counted, or null
 * @param attempt how often it was begun
 * @param reused whether the result was there from before
 * @param artifact what was made, or null
 * @param report what was done, or null
 * @param tripwire why the variant is dead, or null
 * @param errorCode what went wrong, or null
 * @param reason why it failed, or null
 * @param plannedAt when it was asked for
 * @param startedAt when a worker last began, or null
 * @param finishedAt when it ended, or null
 */
record Job(
        VariantId variant,
        State state,
        Artifact model,
        DetectorManifest manifest,
        @Nullable Sha256 datasetDigest,
        @Nullable Policy policy,
        @Nullable Integer recipeVersion,
        Sha256 recipeDigest,
        @Nullable String step,
        long done,
        long total,
        @Nullable String unit,
        int attempt,
        boolean reused,
        @Nullable Artifact artifact,
        @Nullable CompressionReport report,
        @Nullable String tripwire,
        @Nullable ErrorCode errorCode,
        @Nullable String reason,
        Instant plannedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** States of a job. */
    enum State {
        PLANNED,
        RUNNING,
        DONE,
        FAILED
    }

    /** What it is made of. */
    Upload upload() {
        return new Upload(variant.modelVersion(), model, manifest, datasetDigest, policy);
    }

    /** Whether it has ended. */
    boolean ended() {
        return state == State.DONE || state == State.FAILED;
    }
}
