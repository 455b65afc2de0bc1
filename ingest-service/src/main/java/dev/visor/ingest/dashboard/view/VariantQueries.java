package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.contracts.model.VariantId;
import dev.visor.ingest.dashboard.view.VariantDetail.Decision;
import dev.visor.ingest.dashboard.view.VariantDetail.MeasuredOn;
import dev.visor.ingest.dashboard.view.VariantDetail.Report;
import dev.visor.ingest.dashboard.view.VariantDetail.Running;
import dev.visor.ingest.dashboard.view.VariantDetail.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Variants of an upload, put together from what is known of each. */
@Component
class VariantQueries {
    /** A variant is known from the first event about it, whichever that is. */
    private static final String VARIANTS = """
            select k.id, v.parent, v.digest, v.size_bytes, v.parameters, v.macs, v.tripwire, v.compressed_at,
                v.compression_reason, v.compression_failed_at, v.evaluation_reason, v.evaluation_failed_at,
                m.dataset, m.dataset_digest, m.split, m.images, m.ap, m.ap50, m.ap75, m.ar100, m.latency_p50_millis,
                m.latency_p95_millis, m.latency_ratio, m.peak_memory_bytes, m.size_bytes as measured_bytes,
                m.digest as measured_digest, m.evaluated_at,
                g.outcome, g.policy, g.decided_at
            from (select id from view_variant where model = :model and version = :version
                  union select variant from view_metric where model = :model and version = :version
                  union select variant from view_verdict where variant like :prefix
                  union select variant from view_progress where variant like :prefix) k
                left join view_variant v on v.id = k.id
                left join view_metric m on m.variant = k.id
                left join view_verdict g on g.variant = k.id
            order by k.id not like '%.baseline', k.id
            """;

    private final JdbcClient jdbc;
    private final VariantParts parts;

    VariantQueries(JdbcClient jdbc, VariantParts parts) {
        this.jdbc = jdbc;
        this.parts = parts;
    }

    List<VariantDetail> of(String model, int version) {
        String prefix = "%s.%d.%%".formatted(model, version);
        VariantParts.Loaded loaded = parts.load(prefix);
        return jdbc.sql(VARIANTS)
                .param("model", model)
                .param("version", version)
                .param("prefix", prefix)
                .query((row, i) -> variant(row, loaded))
                .list();
    }

    private static VariantDetail variant(ResultSet row, VariantParts.Loaded loaded) throws SQLException {
        String id = row.getString("id");
        Instant compressedAt = Columns.optionalInstant(row, "compressed_at");
        Instant evaluatedAt = Columns.optionalInstant(row, "evaluated_at");
        boolean notMade = isLater(Columns.optionalInstant(row, "compression_failed_at"), compressedAt);
        boolean notMeasured = isLater(Columns.optionalInstant(row, "evaluation_failed_at"), evaluatedAt);
        Running running = loaded.running().get(id);
        String reason =
                notMade ? row.getString("compression_reason") : notMeasured ? row.getString("evaluation_reason") : null;
        String outcome = row.getString("outcome");
        String tripwire = row.getString("tripwire");
        return new VariantDetail(
                id,
                VariantId.parse(id).recipe(),
                row.getString("parent"),
                compressedAt == null
                        ? Columns.optionalDigest(row, "measured_digest")
                        : Columns.optionalDigest(row, "digest"),
                row.getObject(compressedAt == null ? "measured_bytes" : "size_bytes", Long.class),
                state(compressedAt, evaluatedAt, outcome, tripwire, running, reason != null),
                reason,
                evaluatedAt == null ? null : metrics(row),
                evaluatedAt == null ? null : measuredOn(row, evaluatedAt),
                loaded.classes().getOrDefault(id, List.of()),
                compressedAt == null ? null : report(row, id, loaded),
                tripwire,
                outcome == null
                        ? null
                        : new Decision(
                                Outcome.valueOf(outcome),
                                row.getString("policy"),
                                loaded.gates().getOrDefault(id, List.of()),
                                Columns.instant(row, "decided_at")),
                running);
    }

    private static Report report(ResultSet row, String id, VariantParts.Loaded loaded) throws SQLException {
        MeasuredParts.Measured measured = loaded.measured().getOrDefault(id, MeasuredParts.Measured.NOTHING);
        return new Report(
                row.getLong("parameters"),
                row.getLong("macs"),
                loaded.passes().getOrDefault(id, List.of()),
                loaded.outputs().getOrDefault(id, List.of()),
                measured.download(),
                measured.precision(),
                measured.time(),
                measured.search(),
                measured.provenance(),
                measured.details());
    }

    private static MeasuredOn measuredOn(ResultSet row, Instant at) throws SQLException {
        return new MeasuredOn(
                row.getString("dataset"),
                Columns.digest(row, "dataset_digest"),
                row.getString("split"),
                row.getInt("images"),
                at);
    }

    private static State state(
            @Nullable Instant compressedAt,
            @Nullable Instant evaluatedAt,
            @Nullable String outcome,
            @Nullable String tripwire,
            @Nullable Running running,
            boolean failed) {
        if (running != null) {
            return running.phase().equals("EVALUATION") ? State.EVALUATING : State.COMPRESSING;
        }
        if (failed) {
            return State.FAILED;
        }
        if (tripwire != null) {
            return State.DEAD;
        }
        if (outcome != null) {
            return State.JUDGED;
        }
        return evaluatedAt != null ? State.EVALUATED : compressedAt != null ? State.COMPRESSED : State.PLANNED;
    }

    private static Metrics metrics(ResultSet row) throws SQLException {
        return new Metrics(
                row.getDouble("ap"),
                row.getDouble("ap50"),
                row.getDouble("ap75"),
                row.getDouble("ar100"),
                row.getDouble("latency_p50_millis"),
                row.getDouble("latency_p95_millis"),
                row.getDouble("latency_ratio"),
                row.getLong("peak_memory_bytes"),
                row.getLong("measured_bytes"));
    }

    private static boolean isLater(@Nullable Instant failure, @Nullable Instant success) {
        return failure != null && (success == null || failure.isAfter(success));
    }
}
