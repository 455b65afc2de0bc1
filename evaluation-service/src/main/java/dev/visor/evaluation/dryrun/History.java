package dev.visor.evaluation.dryrun;

import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Uploads that were decided. */
@Component
class History {
    private final JdbcClient jdbc;

    History(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A decided upload.
     *
     * @param version which upload
     * @param target of its policy
     * @param promoted which variant was; null if none
     * @param state how the promotion stands, {@code REFUSED} if there was none
     * @param reason of a refusal or a rollback; null otherwise
     */
    record Decided(
            ModelVersion version,
            Instant decidedAt,
            String target,
            @Nullable VariantId promoted,
            String state,
            @Nullable String reason) {}

    /**
     * The last decided uploads, the newest first.
     *
     * @param target of their policies; null for all
     * @param model which model's; null for all
     */
    List<Decided> last(int limit, @Nullable String target, @Nullable String model) {
        return jdbc.sql("""
                        select p.*, v.decided_at from promotion p join model_version v using (model, version)
                        where v.decided_at is not null
                            and (cast(:target as text) is null or p.target = :target)
                            and (cast(:model as text) is null or p.model = :model)
                        order by v.decided_at desc, p.model, p.version desc limit :limit""")
                .param("target", target)
                .param("model", model)
                .param("limit", limit)
                .query((row, number) -> decided(row))
                .list();
    }

    private static Decided decided(ResultSet row) throws SQLException {
        ModelVersion version = new ModelVersion(row.getString("model"), row.getInt("version"));
        String recipe = row.getString("recipe");
        return new Decided(
                version,
                row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                row.getString("target"),
                recipe == null ? null : new VariantId(version, recipe),
                row.getString("state"),
                row.getString("reason"));
    }
}
