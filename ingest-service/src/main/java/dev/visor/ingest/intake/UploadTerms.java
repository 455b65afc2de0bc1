package dev.visor.ingest.intake;

import dev.visor.ingest.dataset.ImportedDataset;
import dev.visor.ingest.policy.DefinedPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A request whose names are known to exist.
 *
 * @param request what the client says
 * @param policy the policy that holds
 * @param dataset the dataset that the request or the policy names; null if none does
 */
record UploadTerms(
        UploadRequest request,
        DefinedPolicy policy,
        @Nullable ImportedDataset dataset) {}
