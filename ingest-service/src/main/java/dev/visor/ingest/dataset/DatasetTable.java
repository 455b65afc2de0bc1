package dev.visor.ingest.dataset;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Sha256;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code dataset} and {@code dataset_version}. */
@Component
class DatasetTable {
    private static final String COLUMNS =
            "name, version, digest, classes, pictures, boxes, findings, imported_at, report";

    private final JdbcClient jdbc;

    DatasetTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A version with its report. */
    record Row(ImportedDataset dataset, ImportReport report) {}

    Optional<Row> current(String name) {
        return jdbc.sql("select " + COLUMNS + " from dataset_version where name = ? order by put_at desc limit 1")
                .param(name)
                .query(DatasetTable::row)
                .optional();
    }

    List<ImportedDataset> all() {
        return jdbc
                .sql("select distinct on (name) " + COLUMNS + " from dataset_version order by name, put_at desc")
                .query(DatasetTable::row)
                .list()
                .stream()
                .map(Row::dataset)
                .toList();
    }

    Optional<Row> version(String name, Sha256 digest) {
        return jdbc.sql("select " + COLUMNS + " from dataset_version where name = ? and digest = ?")
                .params(name, digest.raw())
                .query(DatasetTable::row)
                .optional();
    }

    /** All versions, the newest first. */
    List<DatasetVersion> versions(String name) {
        return jdbc.sql("select " + COLUMNS + ", put_at = max(put_at) over () as holds"
                        + " from dataset_version where name = ? order by version desc")
                .param(name)
                .query((rs, i) -> DatasetVersion.of(row(rs, i).dataset(), rs.getBoolean("holds")))
                .list();
    }

    /** The version with these bytes holds again, under a report of now. */
    Optional<Row> putAgain(String name, Sha256 digest, ImportReport report, Instant now) {
        return jdbc.sql("update dataset_version set put_at = ?, report = ?, findings = ?"
                        + " where name = ? and digest = ? returning " + COLUMNS)
                .params(Timestamp.from(now), json(report), report.count(), name, digest.raw())
                .query(DatasetTable::row)
                .optional();
    }

    /** A new version, counted up in the caller's transaction. */
    Row append(String name, Sha256 digest, List<String> classes, ImportReport report, Instant now) {
        Timestamp at = Timestamp.from(now);
        int version = jdbc.sql("""
                        insert into dataset (name, last_version, created_at) values (?, 1, ?)
                        on conflict (name) do update set last_version = dataset.last_version + 1
                        returning last_version""").params(name, at).query(Integer.class).single();
        jdbc.sql("insert into dataset_version (" + COLUMNS + ", put_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        name,
                        version,
                        digest.raw(),
                        classes.toArray(String[]::new),
                        report.images(),
                        report.boxes(),
                        report.count(),
                        at,
                        json(report),
                        at)
                .update();
        return new Row(
                new ImportedDataset(
                        name, version, digest, classes, report.images(), report.boxes(), report.count(), now),
                report);
    }

    private static String json(ImportReport report) {
        return ContractJson.MAPPER.writeValueAsString(report);
    }

    private static Row row(ResultSet rs, int index) throws SQLException {
        Array classes = rs.getArray("classes");
        return new Row(
                new ImportedDataset(
                        rs.getString("name"),
                        rs.getInt("version"),
                        Sha256.ofRaw(rs.getBytes("digest")),
                        Arrays.asList((String[]) classes.getArray()),
                        rs.getInt("pictures"),
                        rs.getInt("boxes"),
                        rs.getInt("findings"),
                        rs.getTimestamp("imported_at").toInstant()),
                ContractJson.MAPPER.readValue(rs.getString("report"), ImportReport.class));
    }
}
