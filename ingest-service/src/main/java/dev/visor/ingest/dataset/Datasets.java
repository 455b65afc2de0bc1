package dev.visor.ingest.dataset;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Names;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.DatasetImported;
import dev.visor.detection.dataset.DatasetReader;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.ParsedDataset;
import dev.visor.detection.dataset.ParsedImage;
import dev.visor.detection.dataset.quality.LabelQuality;
import dev.visor.ingest.IngestSettings;
import dev.visor.ingest.NameLock;
import dev.visor.ingest.spool.Spool;
import dev.visor.ingest.spool.SpoolFolder;
import dev.visor.ingest.spool.SpooledFile;
import dev.visor.platform.artifact.ArtifactStore;
import dev.visor.platform.messaging.EventPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Labelled pictures to judge on and to calibrate with. */
@Service
public class Datasets {
    private final DatasetTable table;
    private final ArchiveUnpacker unpacker;
    private final Spool spool;
    private final ArtifactStore store;
    private final TransactionOperations transactions;
    private final NameLock names;
    private final EventPublisher events;
    private final Clock clock;

    Datasets(
            DatasetTable table,
            Spool spool,
            ArtifactStore store,
            TransactionOperations transactions,
            NameLock names,
            EventPublisher events,
            Clock clock,
            IngestSettings settings) {
        this.table = table;
        this.unpacker = new ArchiveUnpacker(ArchiveLimits.of(settings.unpacking()));
        this.spool = spool;
        this.store = store;
        this.transactions = transactions;
        this.names = names;
        this.events = events;
        this.clock = clock;
    }

    /** What an import became; the same pictures and labels again make no version. */
    record Put(DatasetTable.Row row, boolean created) {}

    /** The version that holds under this name; {@code NOT_FOUND} with the names there are. */
    public ImportedDataset current(String name) {
        return row(name).dataset();
    }

    /** Every dataset that holds, by name. */
    public List<ImportedDataset> all() {
        return table.all();
    }

    /** All versions of a dataset, the newest first. */
    List<DatasetVersion> versions(String name) {
        row(name);
        return table.versions(name);
    }

    /** A version with its report: the one of this digest, else the one that holds. */
    DatasetTable.Row row(String name, @Nullable Sha256 digest) {
        DatasetTable.Row holding = row(name);
        if (digest == null || digest.equals(holding.dataset().digest())) {
            return holding;
        }
        return table.version(name, digest)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "dataset '%s' has no version of digest %s; GET /api/v1/datasets/%s/versions lists those it has"
                                .formatted(name, digest, name)));
    }

    /** The version that holds, with its report. */
    DatasetTable.Row row(String name) {
        Names.require("dataset", name);
        return table.current(name)
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "there is no dataset '%s'; there are %s. PUT /api/v1/datasets/%s imports a zip of it"
                                .formatted(
                                        name,
                                        all().stream()
                                                .map(ImportedDataset::name)
                                                .toList(),
                                        name)));
    }

    /**
     * Imports an archive.
     *
     * @throws VisorException {@code INVALID_DATASET} if it breaks a limit, has no layout that is known, or nothing can be
     *     judged on it
     */
    Put put(String name, SpooledFile archive) {
        Names.require("dataset", name);
        try (SpoolFolder folder = spool.folder("dataset")) {
            unpacker.unpack(archive.path(), folder.path());
            ParsedDataset parsed = DatasetReader.read(
                    folder.path(), new ProgressLog("dataset %s: read".formatted(name), "pictures")::at);
            DatasetManifest manifest = manifest(name, parsed);
            List<Finding> quality = LabelQuality.inspect(manifest);
            Artifact findings = store.put(
                    ContractJson.MAPPER.writeValueAsBytes(Stream.concat(parsed.findings().stream(), quality.stream())
                            .limit(ImportReport.MAX_FINDINGS)
                            .toList()));
            ImportReport report = ReportWriter.write(parsed, manifest, quality, findings.digest());
            keep(name, parsed);
            Artifact document = store.put(ContractJson.MAPPER.writeValueAsBytes(manifest));
            return register(manifest, document.digest(), report);
        }
    }

    private Put register(DatasetManifest manifest, Sha256 digest, ImportReport report) {
        return transactions.execute(status -> {
            names.lock("dataset", manifest.name());
            Instant now = clock.instant();
            Optional<DatasetTable.Row> known = table.putAgain(manifest.name(), digest, report, now);
            DatasetTable.Row row =
                    known.orElseGet(() -> table.append(manifest.name(), digest, manifest.classes(), report, now));
            events.publish(new DatasetImported(
                    manifest.name(),
                    digest,
                    manifest.classes(),
                    images(manifest),
                    report.boxes(),
                    report.count(),
                    now));
            return new Put(row, known.isEmpty());
        });
    }

    private void keep(String name, ParsedDataset parsed) {
        ProgressLog progress = new ProgressLog("dataset %s: stored".formatted(name), "pictures");
        int done = 0;
        for (ParsedImage image : parsed.images()) {
            Artifact kept = store.put(image.path());
            if (!kept.digest().equals(image.digest())) {
                throw new VisorException(
                        ErrorCode.INTERNAL, "%s changed while it was being imported".formatted(image.file()));
            }
            progress.at(++done, parsed.images().size());
        }
    }

    private static DatasetManifest manifest(String name, ParsedDataset parsed) {
        List<LabelledImage> images = new ArrayList<>();
        for (ParsedImage image : parsed.images()) {
            images.add(new LabelledImage(
                    image.file(),
                    image.digest(),
                    image.width(),
                    image.height(),
                    image.split(),
                    image.labelled(),
                    image.boxes(),
                    image.tags(),
                    image.luma()));
        }
        return new DatasetManifest(name, parsed.classes(), images);
    }

    private static Map<Split, Integer> images(DatasetManifest manifest) {
        Map<Split, Integer> images = new EnumMap<>(Split.class);
        manifest.images().forEach(image -> images.merge(image.split(), 1, Integer::sum));
        return images;
    }
}
