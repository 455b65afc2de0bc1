package dev.visor.ingest.intake;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.ingest.registry.ModelStage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an upload.
 *
 * @param model the model
 * @param version its number
 * @param stage where it is on its way
 * @param created false if the same upload was there before
 * @param digest SHA-256 of the file
 * @param sizeBytes size of the file
 * @param manifest how it will be used
 * @param dataset what it is judged on
 * @param datasetChosenBy who chose the dataset
 * @param policy what it must keep
 * @param policyVersion which version of the policy
 * @param recipes as asked for; empty for the built-in ones
 * @param evidence where each part of the manifest comes from
 * @param warnings what you should know, such as a licence that obliges
 * @param uploadedAt when it was received
 */
@Schema(name = "Upload")
record UploadAnswer(
        String model,
        int version,
        ModelStage stage,
        boolean created,
        Sha256 digest,
        long sizeBytes,
        @Nullable DetectorManifest manifest,
        @Nullable String dataset,
        String datasetChosenBy,
        @Nullable String policy,
        @Nullable Integer policyVersion,
        List<String> recipes,
        List<String> evidence,
        List<String> warnings,
        Instant uploadedAt) {}
