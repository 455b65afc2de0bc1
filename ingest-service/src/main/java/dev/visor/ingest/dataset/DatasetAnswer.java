package dev.visor.ingest.dataset;

import dev.visor.contracts.Sha256;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset version.
 *
 * @param name the dataset
 * @param version 1 for the first, then counted up
 * @param digest its manifest in the artefact store
 * @param classes category names
 * @param splits pictures and boxes by split
 * @param images usable pictures in all
 * @param boxes labelled boxes in all
 * @param importedAt when
 * @param report what the import found; absent where only the dataset was asked for
 */
@Schema(name = "Dataset")
record DatasetAnswer(
        String name,
        int version,
        Sha256 digest,
        List<String> classes,
        Map<String, ImportReport.SplitCounts> splits,
        int images,
        int boxes,
        Instant importedAt,
        @Nullable ImportReport report) {
    static DatasetAnswer of(DatasetTable.Row row, boolean withReport) {
        ImportedDataset dataset = row.dataset();
        return new DatasetAnswer(
                dataset.name(),
                dataset.version(),
                dataset.digest(),
                dataset.classes(),
                row.report().splits(),
                dataset.pictures(),
                dataset.boxes(),
                dataset.importedAt(),
                withReport ? row.report() : null);
    }
}
