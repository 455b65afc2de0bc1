package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.compression.CompressionReport;
import dev.visor.contracts.compression.CompressionReport.Download;
import dev.visor.contracts.compression.CompressionReport.Precision;
import dev.visor.contracts.compression.CompressionReport.TimeShare;
import dev.visor.contracts.compression.Provenance;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.model.VariantId;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was measured of a variant when it was made, what it was made of, and what a search tried. */
@Component
class MeasuredProjection {
    private final JdbcClient jdbc;

    MeasuredProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(VariantId variant, CompressionReport report) {
        for (String table : List.of("view_report", "view_search_trial", "view_float_node")) {
            jdbc.sql("delete from %s where variant = :variant".formatted(table))
                    .param("variant", variant.toString())
                    .update();
        }
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("variant", variant.toString());
        download(report.download(), columns);
        precision(report.precision(), columns);
        time(report.time(), columns);
        provenance(report.provenance(), columns);
        Artifact details = report.details();
        if (details != null) {
            columns.put("details_digest", details.digest().raw());
            columns.put("details_bytes", details.sizeBytes());
        }
        SearchReport search = report.search();
        if (search != null) {
            columns.put("goal_drop", search.goalDrop());
            columns.put("reference_ap", search.referenceAp());
            columns.put("result_ap", search.resultAp());
            search(variant, search);
        }
        insert(columns);
    }

    private static void download(@Nullable Download download, Map<String, @Nullable Object> columns) {
        if (download != null) {
            columns.put("download_bytes", download.bytes());
            columns.put("download_codec", SqlValues.text(download.codec()));
            columns.put("download_level", download.level());
        }
    }

    private static void precision(@Nullable Precision precision, Map<String, @Nullable Object> columns) {
        if (precision != null) {
            columns.put("learnt_nodes", precision.learntNodes());
            columns.put("integer_nodes", precision.integerNodes());
            columns.put("mean_weight_bits", precision.meanWeightBits());
            columns.put("integer_mac_share", precision.integerMacShare());
        }
    }

    private static void time(@Nullable TimeShare time, Map<String, @Nullable Object> columns) {
        if (time != null) {
            columns.put("kernel_micros", time.totalMicros());
            columns.put("integer_share", time.integer());
            columns.put("floating_share", time.floating());
            columns.put("conversion_share", time.conversion());
        }
    }

    private static void provenance(@Nullable Provenance provenance, Map<String, @Nullable Object> columns) {
        if (provenance != null) {
            columns.put("parent_digest", provenance.parent().raw());
            columns.put("recipe", SqlValues.text(provenance.recipe()));
            columns.put("recipe_version", provenance.recipeVersion());
            columns.put("recipe_digest", provenance.recipeDigest().raw());
            columns.put("dataset_digest", SqlValues.digest(provenance.dataset()));
            columns.put("tool_version", SqlValues.text(provenance.toolVersion()));
            columns.put("seed", provenance.seed());
        }
    }

    /** Column names are our own constants. */
    private void insert(Map<String, @Nullable Object> columns) {
        JdbcClient.StatementSpec statement = jdbc.sql("insert into view_report (%s) values (%s)"
                .formatted(
                        String.join(", ", columns.keySet()),
                        columns.keySet().stream().map(c -> ":" + c).collect(Collectors.joining(", "))));
        for (Map.Entry<String, @Nullable Object> column : columns.entrySet()) {
            Object value = column.getValue();
            statement = value == null
                    ? statement.param(column.getKey(), null, Types.BINARY)
                    : statement.param(column.getKey(), value);
        }
        statement.update();
    }

    private void search(VariantId variant, SearchReport search) {
        for (int i = 0; i < search.trials().size(); i++) {
            SearchReport.Trial trial = search.trials().get(i);
            jdbc.sql("""
                            insert into view_search_trial (variant, position, added, removed, ap, predicted_millis, cached)
                            values (:variant, :position, :added, :removed, :ap, :millis, :cached)
                            """)
                    .param("variant", variant.toString())
                    .param("position", i)
                    .param("added", trial.added().stream().map(SqlValues::text).toArray(String[]::new))
                    .param(
                            "removed",
                            trial.removed().stream().map(SqlValues::text).toArray(String[]::new))
                    .param("ap", trial.ap())
                    .param("millis", trial.predictedMillis())
                    .param("cached", trial.cached())
                    .update();
        }
        for (int i = 0; i < search.floatNodes().size(); i++) {
            SearchReport.FloatNode node = search.floatNodes().get(i);
            jdbc.sql("""
                            insert into view_float_node (variant, position, name, op_type, harm, millis_lost, reason)
                            values (:variant, :position, :name, :opType, :harm, :millis, :reason)
                            """)
                    .param("variant", variant.toString())
                    .param("position", i)
                    .param("name", SqlValues.text(node.name()))
                    .param("opType", SqlValues.text(node.opType()))
                    .param("harm", node.harm())
                    .param("millis", node.millisLost())
                    .param("reason", SqlValues.text(node.reason()))
                    .update();
        }
    }
}
