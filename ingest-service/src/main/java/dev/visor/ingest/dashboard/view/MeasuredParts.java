package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.compression.CompressionReport.Download;
import dev.visor.contracts.compression.CompressionReport.Precision;
import dev.visor.contracts.compression.CompressionReport.TimeShare;
import dev.visor.contracts.compression.Provenance;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.compression.SearchReport.FloatNode;
import dev.visor.contracts.compression.SearchReport.Trial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was measured of variants when they were made, what they were made of, and what searches tried. */
@Component
class MeasuredParts {
    private final JdbcClient jdbc;

    MeasuredParts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of one variant; what was not found out is null. */
    record Measured(
            @Nullable Download download,
            @Nullable Precision precision,
            @Nullable TimeShare time,
            @Nullable SearchReport search,
            @Nullable Provenance provenance,
            @Nullable Artifact details) {
        static final Measured NOTHING = new Measured(null, null, null, null, null, null);
    }

    /**
     * By variant.
     *
     * @param prefix of the variants' ids, as a pattern of {@code like}
     */
    Map<String, Measured> load(String prefix) {
        Map<String, List<Trial>> trials = trials(prefix);
        Map<String, List<FloatNode>> nodes = floatNodes(prefix);
        Map<String, Measured> measured = new HashMap<>();
        jdbc.sql("select * from view_report where variant like :prefix")
                .param("prefix", prefix)
                .query(row -> {
                    String variant = row.getString("variant");
                    measured.put(
                            variant,
                            measured(
                                    row,
                                    trials.getOrDefault(variant, List.of()),
                                    nodes.getOrDefault(variant, List.of())));
                });
        return measured;
    }

    private static Measured measured(ResultSet row, List<Trial> trials, List<FloatNode> nodes) throws SQLException {
        Sha256 details = Columns.optionalDigest(row, "details_digest");
        return new Measured(
                row.getString("download_codec") == null
                        ? null
                        : new Download(
                                row.getLong("download_bytes"),
                                row.getString("download_codec"),
                                row.getInt("download_level")),
                row.getObject("learnt_nodes") == null
                        ? null
                        : new Precision(
                                row.getInt("learnt_nodes"),
                                row.getInt("integer_nodes"),
                                row.getDouble("mean_weight_bits"),
                                row.getDouble("integer_mac_share")),
                row.getObject("kernel_micros") == null
                        ? null
                        : new TimeShare(
                                row.getDouble("kernel_micros"),
                                row.getDouble("integer_share"),
                                row.getDouble("floating_share"),
                                row.getDouble("conversion_share")),
                row.getObject("goal_drop") == null
                        ? null
                        : new SearchReport(
                                row.getDouble("goal_drop"),
                                row.getDouble("reference_ap"),
                                row.getDouble("result_ap"),
                                trials,
                                nodes),
                row.getString("tool_version") == null ? null : provenance(row),
                details == null ? null : new Artifact(details, row.getLong("details_bytes")));
    }

    private static Provenance provenance(ResultSet row) throws SQLException {
        return new Provenance(
                Columns.digest(row, "parent_digest"),
                row.getString("recipe"),
                row.getInt("recipe_version"),
                Columns.digest(row, "recipe_digest"),
                Columns.optionalDigest(row, "dataset_digest"),
                row.getString("tool_version"),
                row.getLong("seed"));
    }

    private Map<String, List<Trial>> trials(String prefix) {
        Map<String, List<Trial>> trials = new HashMap<>();
        jdbc.sql("select * from view_search_trial where variant like :prefix order by variant, position")
                .param("prefix", prefix)
                .query(row -> {
                    trials.computeIfAbsent(row.getString("variant"), id -> new ArrayList<>())
                            .add(new Trial(
                                    Columns.strings(row, "added"),
                                    Columns.strings(row, "removed"),
                                    row.getDouble("ap"),
                                    row.getDouble("predicted_millis"),
                                    row.getBoolean("cached")));
                });
        return trials;
    }

    private Map<String, List<FloatNode>> floatNodes(String prefix) {
        Map<String, List<FloatNode>> nodes = new HashMap<>();
        jdbc.sql("select * from view_float_node where variant like :prefix order by variant, position")
                .param("prefix", prefix)
                .query(row -> {
                    nodes.computeIfAbsent(row.getString("variant"), id -> new ArrayList<>())
                            .add(new FloatNode(
                                    row.getString("name"),
                                    row.getString("op_type"),
                                    row.getDouble("harm"),
                                    row.getDouble("millis_lost"),
                                    row.getString("reason")));
                });
        return nodes;
    }
}
