package dev.visor.ingest.intake;

import dev.visor.detection.family.ManifestOverrides;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about the file that it sends.
 *
 * @param model the model's name
 * @param dataset what to judge on; null leaves it to the policy
 * @param policy what to keep; null for the default
 * @param recipes recipes to make; empty for the built-in ones
 * @param manifest what the file doesn't say about itself
 * @param force make a new version even if the same upload is there
 * @param idempotencyKey names this upload among the client's; null for none
 */
record UploadRequest(
        String model,
        @Nullable String dataset,
        @Nullable String policy,
        List<String> recipes,
        ManifestOverrides manifest,
        boolean force,
        @Nullable String idempotencyKey) {
    UploadRequest {
        recipes = List.copyOf(recipes);
    }
}
