package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Names;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.duplicate.Duplicates;
import dev.visor.detection.dataset.quality.DatasetStatistics;
import dev.visor.ingest.manifest.Manifests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Datasets with all their pictures. */
@Component
public class SheetQueries {
    private final JdbcClient jdbc;
    private final Manifests manifests;

    SheetQueries(JdbcClient jdbc, Manifests manifests) {
        this.jdbc = jdbc;
        this.manifests = manifests;
    }

    /** What a page needs of an import report; the rest of it is passed over. */
    private record Report(
            @Nullable Sha256 allFindings, @Nullable Duplicates duplicates) {}

    /**
     * A version of a dataset.
     *
     * @param digest which; the one that holds if null
     * @throws VisorException {@code NOT_FOUND} if there is no such dataset or version
     */
    public Sheet sheet(String name, @Nullable Sha256 digest) {
        Names.require("dataset", name);
        List<Sheet.Version> versions = versions(name);
        Sheet.Version version = versions.stream()
                .filter(v -> digest == null ? v.holds() : v.digest().equals(digest))
                .findFirst()
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        versions.isEmpty()
                                ? "there is no dataset '%s'".formatted(name)
                                : "dataset '%s' has no version of digest %s".formatted(name, digest)));
        Report report = jdbc.sql("select report from dataset_version where name = ? and version = ?")
                .params(name, version.number())
                .query((row, i) -> ContractJson.MAPPER.readValue(row.getString("report"), Report.class))
                .single();
        DatasetManifest manifest = manifests.manifest(version.digest());
        List<Finding> findings = report.allFindings() == null ? List.of() : manifests.findings(report.allFindings());
        return new Sheet(version, versions, manifest, DatasetStatistics.of(manifest), findings, report.duplicates());
    }

    private List<Sheet.Version> versions(String name) {
        return jdbc.sql("""
                        select version, digest, imported_at, put_at = max(put_at) over () as holds
                        from dataset_version where name = ? order by version desc""")
                .param(name)
                .query((row, i) -> new Sheet.Version(
                        row.getInt("version"),
                        Columns.digest(row, "digest"),
                        Columns.instant(row, "imported_at"),
                        row.getBoolean("holds")))
                .list();
    }
}
