package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.compression.CompressionReport.OutputDifference;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.evaluation.ClassMetrics;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.ingest.dashboard.view.VariantDetail.Decision;
import dev.visor.ingest.dashboard.view.VariantDetail.MeasuredOn;
import dev.visor.ingest.dashboard.view.VariantDetail.Report;
import dev.visor.ingest.dashboard.view.VariantDetail.Running;
import dev.visor.ingest.dashboard.view.VariantDetail.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    VariantQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<VariantDetail> of(String model, int version) {
        return jdbc.sql(VARIANTS)
                .param("model", model)
                .param("version", version)
                .param("prefix", "%s.%d.%%".formatted(model, version))
                .query((row, i) -> variant(row))
                .list();
    }

    private VariantDetail variant(ResultSet row) throws SQLException {
        String id = row.getString("id");
        Instant compressedAt = Columns.optionalInstant(row, "compressed_at");
        Instant evaluatedAt = Columns.optionalInstant(row, "evaluated_at");
        Instant notMadeAt = Columns.optionalInstant(row, "compression_failed_at");
        Instant notMeasuredAt = Columns.optionalInstant(row, "evaluation_failed_at");
        boolean notMade = isLater(notMadeAt, compressedAt);
        boolean notMeasured = isLater(notMeasuredAt, evaluatedAt);
        Map<String, Running> progress = progress(id);
        Running measuring = progress.get("EVALUATION");
        Running running = measuring == null ? progress.get("COMPRESSION") : measuring;
        String reason =
                notMade ? row.getString("compression_reason") : notMeasured ? row.getString("evaluation_reason") : null;
        String outcome = row.getString("outcome");
        String tripwire = row.getString("tripwire");
        return new VariantDetail(
                id,
                id.substring(id.lastIndexOf('.') + 1),
                row.getString("parent"),
                compressedAt == null
                        ? Columns.optionalDigest(row, "measured_digest")
                        : Columns.optionalDigest(row, "digest"),
                compressedAt == null
                        ? row.getObject("measured_bytes", Long.class)
                        : row.getObject("size_bytes", Long.class),
                state(compressedAt, evaluatedAt, outcome, tripwire, running, reason != null),
                reason,
                evaluatedAt == null ? null : metrics(row),
                evaluatedAt == null
                        ? null
                        : new MeasuredOn(
                                row.getString("dataset"),
                                Columns.digest(row, "dataset_digest"),
                                row.getString("split"),
                                row.getInt("images"),
                                evaluatedAt),
                evaluatedAt == null ? List.of() : classes(id),
                compressedAt == null
                        ? null
                        : new Report(row.getLong("parameters"), row.getLong("macs"), passes(id), outputs(id)),
                tripwire,
                outcome == null
                        ? null
                        : new Decision(
                                Outcome.valueOf(outcome),
                                row.getString("policy"),
                                gates(id),
                                Columns.instant(row, "decided_at")),
                running);
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

    private List<ClassMetrics> classes(String variant) {
        return children(
                "select * from view_class_metric where variant = :variant order by position",
                variant,
                row -> new ClassMetrics(
                        row.getString("class_name"),
                        row.getInt("instances"),
                        row.getDouble("ap"),
                        row.getDouble("ap50"),
                        row.getDouble("ap75")));
    }

    private List<GateResult> gates(String variant) {
        return children(
                "select * from view_gate where variant = :variant order by position",
                variant,
                row -> new GateResult(
                        row.getString("name"),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getObject("value", Double.class),
                        row.getObject("limit", Double.class),
                        row.getString("reason")));
    }

    private List<PassReport> passes(String variant) {
        Map<Integer, Map<String, Double>> figures = new HashMap<>();
        jdbc.sql("select * from view_pass_figure where variant = :variant")
                .param("variant", variant)
                .query(row -> {
                    figures.computeIfAbsent(row.getInt("position"), p -> new HashMap<>())
                            .put(row.getString("name"), row.getDouble("value"));
                });
        return children(
                "select * from view_pass where variant = :variant order by position",
                variant,
                row -> new PassReport(
                        row.getString("pass"),
                        row.getInt("changes"),
                        row.getLong("millis"),
                        figures.getOrDefault(row.getInt("position"), Map.of()),
                        Columns.strings(row, "notes")));
    }

    private List<OutputDifference> outputs(String variant) {
        return children(
                "select * from view_output_difference where variant = :variant order by position",
                variant,
                row -> new OutputDifference(
                        row.getString("output"),
                        row.getDouble("sqnr_decibels"),
                        Columns.longs(row, "parent_scores"),
                        Columns.longs(row, "scores")));
    }

    private Map<String, Running> progress(String variant) {
        Map<String, Running> byPhase = new HashMap<>();
        children(
                        """
                        select * from view_progress
                        where variant = :variant and at is not null and (ended_at is null or at > ended_at)
                        """,
                        variant,
                        row -> new Running(
                                row.getString("phase"),
                                row.getString("step"),
                                row.getLong("done"),
                                row.getLong("total"),
                                row.getString("unit"),
                                row.getDouble("per_second"),
                                row.getLong("eta_millis"),
                                Columns.instant(row, "at")))
                .forEach(running -> byPhase.put(running.phase(), running));
        return byPhase;
    }

    private <T> List<T> children(String sql, String variant, RowReader<T> reader) {
        return jdbc.sql(sql)
                .param("variant", variant)
                .query((row, i) -> reader.read(row))
                .list();
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static boolean isLater(@Nullable Instant failure, @Nullable Instant success) {
        return failure != null && (success == null || failure.isAfter(success));
    }
}
