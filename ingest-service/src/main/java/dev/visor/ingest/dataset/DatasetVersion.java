package dev.visor.ingest.dataset;

import dev.visor.contracts.Sha256;
import java.time.Instant;
import java.util.List;

/**
 * One of a dataset's versions.
 *
 * @param version 1 for the first, then counted up
 * @param digest its manifest in the artefact store; verdicts name it
 * @param holds whether it is the one that uploads are judged on now: what was put last
 * @param classes category names
 * @param pictures how many
 * @param boxes labelled boxes in all
 * @param findings how many problems its import report names
 * @param importedAt when it was first imported
 */
record DatasetVersion(
        int version,
        Sha256 digest,
        boolean holds,
        List<String> classes,
        int pictures,
        int boxes,
        int findings,
        Instant importedAt) {
    static DatasetVersion of(ImportedDataset dataset, boolean holds) {
        return new DatasetVersion(
                dataset.version(),
                dataset.digest(),
                holds,
                dataset.classes(),
                dataset.pictures(),
                dataset.boxes(),
                dataset.findings(),
                dataset.importedAt());
    }
}
