package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.model.DetectorManifest;
import dev.visor.contracts.model.VariantId;
import dev.visor.contracts.policy.Policy;
import dev.visor.ingest.dashboard.view.VersionDetail.Entry;
import dev.visor.ingest.dashboard.view.VersionDetail.Promotion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One upload with all that became of it. */
@Component
public class VersionQueries {
    private final JdbcClient jdbc;
    private final VariantQueries variants;
    private final VariantParts parts;

    /** A variant that is being made or measured. */
    public record Active(String recipe, VariantDetail.Running progress) {}

    VersionQueries(JdbcClient jdbc, VariantQueries variants, VariantParts parts) {
        this.jdbc = jdbc;
        this.parts = parts;
        this.variants = variants;
    }

    /** The upload; {@code NOT_FOUND} names what there is instead. */
    public VersionDetail version(String model, int version) {
        return jdbc.sql("select * from model_version where model = :model and version = :version")
                .param("model", model)
                .param("version", version)
                .query((row, i) -> detail(row, model, version))
                .optional()
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "there is no version %d of model '%s'; GET /api/v1/models/%s lists those that are"
                                .formatted(version, model, model)));
    }

    /** Variants that are being made or measured now. */
    public List<Active> running(String model, int version) {
        return parts.running("%s.%d.%%".formatted(model, version)).entrySet().stream()
                .map(entry -> new Active(VariantId.parse(entry.getKey()).recipe(), entry.getValue()))
                .toList();
    }

    /** The policy as it stood at the upload; empty until the registration was projected. */
    public Optional<Policy> policy(String model, int version) {
        return jdbc.sql("select policy from view_model_version where model = :model and version = :version")
                .param("model", model)
                .param("version", version)
                .query(String.class)
                .optional()
                .map(document -> ContractJson.MAPPER.readValue(document, Policy.class));
    }

    private VersionDetail detail(ResultSet row, String model, int version) throws SQLException {
        String manifest = row.getString("manifest");
        return new VersionDetail(
                model,
                version,
                row.getString("stage"),
                row.getString("reason"),
                row.getString("rule_id"),
                Columns.digest(row, "digest"),
                row.getLong("size_bytes"),
                manifest == null ? null : ContractJson.MAPPER.readValue(manifest, DetectorManifest.class),
                row.getString("dataset"),
                Columns.optionalDigest(row, "dataset_digest"),
                row.getString("policy"),
                row.getObject("policy_version", Integer.class),
                Columns.instant(row, "uploaded_at"),
                timeline(model, version),
                variants.of(model, version),
                promotion(model, version).orElse(null));
    }

    private List<Entry> timeline(String model, int version) {
        return jdbc.sql("""
                        select at, stage, null as event, words, 0 as own, id as tie
                        from model_timeline where model = :model and version = :version
                        union all
                        select at, null, event, words, 1, row_number() over (order by at, event_id)
                        from view_timeline where model = :model and version = :version
                        order by at, own, tie
                        """)
                .param("model", model)
                .param("version", version)
                .query((row, i) -> new Entry(
                        Columns.instant(row, "at"),
                        row.getString("stage"),
                        row.getString("event"),
                        row.getString("words")))
                .list();
    }

    /** The newest rollout, unless a refusal is newer. */
    private Optional<Promotion> promotion(String model, int version) {
        return jdbc.sql("""
                        select *, greatest(started_at, completed_at, rolled_back_at) as at
                        from view_promotion where model = :model and version = :version
                        order by at desc limit 1
                        """)
                .param("model", model)
                .param("version", version)
                .query((row, i) -> rollout(row))
                .optional()
                .map(rollout -> refusal(model, version)
                        .filter(refusal -> refusal.at().isAfter(rollout.at()))
                        .orElse(rollout))
                .or(() -> refusal(model, version));
    }

    private Optional<Promotion> refusal(String model, int version) {
        return jdbc.sql("select * from view_refusal where model = :model and version = :version")
                .param("model", model)
                .param("version", version)
                .query((row, i) -> new Promotion(
                        null,
                        policy(model, version).map(Policy::target).orElse(null),
                        "REFUSED",
                        row.getString("reason"),
                        null,
                        null,
                        Columns.instant(row, "refused_at")))
                .optional();
    }

    private static Promotion rollout(ResultSet row) throws SQLException {
        Instant at = Columns.instant(row, "at");
        boolean rolledBack = at.equals(Columns.optionalInstant(row, "rolled_back_at"));
        boolean completed = at.equals(Columns.optionalInstant(row, "completed_at"));
        return new Promotion(
                row.getString("variant"),
                row.getString("target"),
                rolledBack ? "ROLLED_BACK" : completed ? "COMPLETED" : "STARTED",
                row.getString(rolledBack ? "rollback_reason" : "reason"),
                completed && !rolledBack ? row.getString("node") : null,
                rolledBack ? row.getString("restored") : null,
                at);
    }
}
