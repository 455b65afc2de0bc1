package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.compression.CompressionReport.OutputDifference;
import dev.visor.contracts.compression.CompressionReport.PassReport;
import dev.visor.contracts.evaluation.ClassMetrics;
import dev.visor.contracts.evaluation.GateResult;
import dev.visor.contracts.evaluation.Outcome;
import dev.visor.ingest.dashboard.view.VariantDetail.Running;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** What variants have several of: one query a table for all variants of an upload. */
@Component
class VariantParts {
    private static final TypeReference<Map<String, String>> OPTIONS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final MeasuredParts measured;

    VariantParts(JdbcClient jdbc, MeasuredParts measured) {
        this.jdbc = jdbc;
        this.measured = measured;
    }

    /** By variant. */
    record Loaded(
            Map<String, List<ClassMetrics>> classes,
            Map<String, List<GateResult>> gates,
            Map<String, List<PassReport>> passes,
            Map<String, List<OutputDifference>> outputs,
            Map<String, MeasuredParts.Measured> measured,
            Map<String, Running> running) {}

    /**
     * Loads the parts.
     *
     * @param prefix of the variants' ids, as a pattern of {@code like}
     */
    Loaded load(String prefix) {
        return new Loaded(
                classes(prefix),
                gates(prefix),
                passes(prefix),
                outputs(prefix),
                measured.load(prefix),
                running(prefix));
    }

    /** What runs now, by variant; of a variant that is made and measured at once, the measuring. */
    Map<String, Running> running(String prefix) {
        Map<String, Running> byVariant = new LinkedHashMap<>();
        jdbc.sql("""
                        select distinct on (variant) * from view_progress
                        where variant like :prefix and at is not null and (ended_at is null or at > ended_at)
                        order by variant, phase desc
                        """).param("prefix", prefix).query(row -> {
            byVariant.put(
                    row.getString("variant"),
                    new Running(
                            row.getString("phase"),
                            row.getString("step"),
                            row.getLong("done"),
                            row.getLong("total"),
                            row.getString("unit"),
                            row.getDouble("per_second"),
                            row.getLong("eta_millis"),
                            Columns.instant(row, "at")));
        });
        return byVariant;
    }

    private Map<String, List<ClassMetrics>> classes(String prefix) {
        return byVariant(
                "view_class_metric",
                prefix,
                row -> new ClassMetrics(
                        row.getString("class_name"),
                        row.getInt("instances"),
                        row.getDouble("ap"),
                        row.getDouble("ap50"),
                        row.getDouble("ap75")));
    }

    private Map<String, List<GateResult>> gates(String prefix) {
        return byVariant(
                "view_gate",
                prefix,
                row -> new GateResult(
                        row.getString("name"),
                        Outcome.valueOf(row.getString("outcome")),
                        row.getObject("value", Double.class),
                        row.getObject("limit", Double.class),
                        row.getString("reason"),
                        row.getObject("low", Double.class),
                        row.getObject("high", Double.class),
                        row.getObject("confidence", Double.class),
                        row.getObject("pictures_needed", Integer.class)));
    }

    private Map<String, List<PassReport>> passes(String prefix) {
        Map<String, Map<String, Double>> figures = new HashMap<>();
        jdbc.sql("select * from view_pass_figure where variant like :prefix")
                .param("prefix", prefix)
                .query(row -> {
                    figures.computeIfAbsent(passKey(row), key -> new HashMap<>())
                            .put(row.getString("name"), row.getDouble("value"));
                });
        return byVariant(
                "view_pass",
                prefix,
                row -> new PassReport(
                        row.getString("pass"),
                        row.getInt("changes"),
                        row.getLong("millis"),
                        figures.getOrDefault(passKey(row), Map.of()),
                        Columns.strings(row, "notes"),
                        row.getObject("sqnr_decibels", Double.class),
                        options(row.getString("options")),
                        row.getString("skipped")));
    }

    private static @Nullable Map<String, String> options(@Nullable String json) {
        return json == null ? null : ContractJson.MAPPER.readValue(json, OPTIONS);
    }

    private static String passKey(ResultSet row) throws SQLException {
        return row.getString("variant") + " " + row.getInt("position");
    }

    private Map<String, List<OutputDifference>> outputs(String prefix) {
        return byVariant(
                "view_output_difference",
                prefix,
                row -> new OutputDifference(
                        row.getString("output"),
                        row.getDouble("sqnr_decibels"),
                        Columns.longs(row, "parent_scores"),
                        Columns.longs(row, "scores")));
    }

    private <T> Map<String, List<T>> byVariant(String table, String prefix, RowReader<T> reader) {
        Map<String, List<T>> byVariant = new HashMap<>();
        jdbc.sql("select * from %s where variant like :prefix order by variant, position".formatted(table))
                .param("prefix", prefix)
                .query(row -> {
                    byVariant
                            .computeIfAbsent(row.getString("variant"), id -> new ArrayList<>())
                            .add(reader.read(row));
                });
        return byVariant;
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
