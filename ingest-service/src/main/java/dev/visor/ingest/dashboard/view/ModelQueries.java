package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists of models and of their uploads. */
@Component
public class ModelQueries {
    /** Most models that one page may have. */
    public static final int LARGEST_PAGE = 200;

    private final JdbcClient jdbc;

    ModelQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Models by name.
     *
     * @param limit 1 to {@value #LARGEST_PAGE}
     * @param pageToken from the page before, or null
     */
    public Page<ModelSummary> models(int limit, @Nullable String pageToken) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new VisorException(
                    ErrorCode.INVALID_REQUEST, "limit must be 1 to %d, was %d".formatted(LARGEST_PAGE, limit));
        }
        List<ModelSummary> found = jdbc.sql("""
                        select v.*, array(select c.target from view_champion c where c.model = v.model order by 1) as champion_of
                        from model_version v
                        where v.model > :after
                          and v.version = (select max(n.version) from model_version n where n.model = v.model)
                        order by v.model limit :limit
                        """)
                .param("after", pageToken == null ? "" : afterToken(pageToken))
                .param("limit", limit + 1)
                .query((row, i) -> summary(row))
                .list();
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<ModelSummary> items = found.subList(0, limit);
        return new Page<>(List.copyOf(items), token(items.getLast().model()));
    }

    /** A model with its uploads, newest first. */
    public ModelDetail model(String model) {
        List<VersionSummary> versions = versions(model);
        if (versions.isEmpty()) {
            throw new VisorException(
                    ErrorCode.NOT_FOUND,
                    "there is no model '%s'; GET /api/v1/models lists those that are".formatted(model));
        }
        return new ModelDetail(
                model,
                versions.getFirst().version(),
                versions.stream().anyMatch(v -> !v.championOf().isEmpty()),
                versions);
    }

    /** Uploads of a model, newest first; empty if there is no such model. */
    public List<VersionSummary> versions(String model) {
        return jdbc.sql("""
                        select v.*, array(select c.target from view_champion c
                            where c.model = v.model and c.version = v.version order by 1) as champion_of
                        from model_version v where v.model = :model order by v.version desc
                        """)
                .param("model", model)
                .query((row, i) -> new VersionSummary(
                        row.getString("model"),
                        row.getInt("version"),
                        row.getString("stage"),
                        row.getString("reason"),
                        Columns.digest(row, "digest"),
                        row.getLong("size_bytes"),
                        Columns.instant(row, "uploaded_at"),
                        Columns.instant(row, "changed_at"),
                        Columns.strings(row, "champion_of")))
                .list();
    }

    private static ModelSummary summary(ResultSet row) throws SQLException {
        List<String> championOf = Columns.strings(row, "champion_of");
        return new ModelSummary(
                row.getString("model"),
                row.getInt("version"),
                row.getString("stage"),
                row.getString("reason"),
                Columns.digest(row, "digest"),
                row.getLong("size_bytes"),
                Columns.instant(row, "uploaded_at"),
                Columns.instant(row, "changed_at"),
                !championOf.isEmpty(),
                championOf);
    }

    private static String token(String lastModel) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(lastModel.getBytes(StandardCharsets.UTF_8));
    }

    private static String afterToken(String token) {
        try {
            String after = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (after.indexOf('\0') < 0) {
                return after;
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like any other token that is not ours.
        }
        throw new VisorException(
                ErrorCode.INVALID_REQUEST, "pageToken is not one of ours; leave it out to begin at the first page");
    }
}
