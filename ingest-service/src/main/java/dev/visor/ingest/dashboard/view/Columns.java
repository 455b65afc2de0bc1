package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns as our own values. */
final class Columns {
    private Columns() {}

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static Sha256 digest(ResultSet row, String column) throws SQLException {
        return Sha256.ofRaw(row.getBytes(column));
    }

    static @Nullable Sha256 optionalDigest(ResultSet row, String column) throws SQLException {
        byte[] digest = row.getBytes(column);
        return digest == null ? null : Sha256.ofRaw(digest);
    }

    static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    static List<Long> longs(ResultSet row, String column) throws SQLException {
        return List.of((Long[]) row.getArray(column).getArray());
    }
}
