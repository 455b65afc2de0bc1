package dev.visor.ingest.dataset;

import dev.visor.contracts.Sha256;
import java.time.Instant;
import java.util.List;

/**
 * A dataset version that can be used.
 *
 * @param name the dataset
 * @param version 1 for the first, then counted up
 * @param digest its manifest in the artefact store
 * @param classes category names
 * @param pictures how many
 * @param boxes labelled boxes in all
 * @param findings how many problems its import report names
 * @param importedAt when
 */
public record ImportedDataset(
        String name,
        int version,
        Sha256 digest,
        List<String> classes,
        int pictures,
        int boxes,
        int findings,
        Instant importedAt) {
    public ImportedDataset {
        classes = List.copyOf(classes);
    }
}
