package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.duplicate.Duplicates;
import dev.visor.detection.dataset.quality.DatasetStatistics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset version to look through.
 *
 * @param version which is shown
 * @param versions all of the dataset, the newest first
 * @param manifest its pictures
 * @param statistics what it is made of
 * @param findings faults, then doubtful labels; empty if its import kept none
 * @param duplicates pictures that are there more than once; null if its import didn't look
 */
public record Sheet(
        Version version,
        List<Version> versions,
        DatasetManifest manifest,
        DatasetStatistics statistics,
        List<Finding> findings,
        @Nullable Duplicates duplicates) {
    /** One version: its number, its digest, when it was imported and whether it is the one that holds. */
    public record Version(int number, Sha256 digest, Instant importedAt, boolean holds) {}
}
