package dev.visor.evaluation.run;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.evaluation.Metrics;
import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.figure.FigureRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Measured figures in the database. */
@Component
public class Evaluations {
    private final JdbcClient jdbc;

    Evaluations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What was measured, as others read it.
     *
     * @param metrics figures of the whole
     * @param classes each judged class
     * @param latencyRounds interleaved rounds that the latency is the median of
     * @param dataset the dataset's name
     * @param datasetDigest its manifest
     * @param split the judged split
     * @param images pictures looked at
     * @param minimumScore score from which on detections should be reported
     * @param toolVersion what measured
     * @param report further material
     * @param costReport costs in full; null in evaluations of before
     */
    public record Summary(
            Metrics metrics,
            List<ClassFigures> classes,
            int latencyRounds,
            String dataset,
            Sha256 datasetDigest,
            Split split,
            int images,
            double minimumScore,
            String toolVersion,
            Artifact report,
            @Nullable Artifact costReport) {
        /** What is decided by. */
        public MeasuredFigures figures() {
            return new MeasuredFigures(metrics, classes, minimumScore);
        }

        /** What it costs. */
        public CostFigures costs() {
            Double p99 = metrics.latencyP99Millis();
            Long download = metrics.downloadBytes();
            return new CostFigures(
                    metrics.latencyP50Millis(),
                    metrics.latencyP95Millis(),
                    p99 == null ? Double.NaN : p99,
                    metrics.latencyRatio(),
                    latencyRounds,
                    metrics.peakMemoryBytes(),
                    metrics.sizeBytes(),
                    download == null ? Double.NaN : download);
        }
    }

    /** Figures under a key. */
    public Optional<Summary> find(Sha256 key) {
        return jdbc.sql("select * from evaluation where key = :key")
                .param("key", key.raw())
                .query((row, number) -> summary(row, classes(key)))
                .optional();
    }

    /** The last evaluation of a file, whatever it was judged on; what a file costs doesn't depend on that. */
    public Optional<Summary> latestOf(Sha256 file) {
        return jdbc.sql("select key from evaluation where digest = :digest order by evaluated_at desc limit 1")
                .param("digest", file.raw())
                .query(byte[].class)
                .optional()
                .flatMap(key -> find(Sha256.ofRaw(key)));
    }

    /** Keeps figures, unless there are some under their key already. Must run in a transaction. */
    void add(Evaluation evaluation) {
        if (insert(evaluation) == 0) {
            return;
        }
        List<ClassFigures> classes = evaluation.figures().classes();
        for (int i = 0; i < classes.size(); i++) {
            ClassFigures figures = classes.get(i);
            jdbc.sql("""
                    insert into class_metric (evaluation, position, class_name, instances, ap, ap50, ap75, ar100,
                        minimum_score, precision, recall)
                    values (:key, :position, :name, :instances, :ap, :ap50, :ap75, :ar100,
                        :minimumScore, :precision, :recall)""")
                    .param("key", evaluation.key().raw())
                    .param("position", i)
                    .param("name", figures.className())
                    .param("instances", figures.instances())
                    .param("ap", figures.ap())
                    .param("ap50", figures.ap50())
                    .param("ap75", figures.ap75())
                    .param("ar100", figures.ar100())
                    .param("minimumScore", figures.minimumScore())
                    .param("precision", figures.precision())
                    .param("recall", figures.recall())
                    .update();
        }
        for (int i = 0; i < evaluation.report().figures().size(); i++) {
            insert(evaluation.key(), i, evaluation.report().figures().get(i));
        }
    }

    private void insert(Sha256 key, int position, FigureRow figure) {
        jdbc.sql("""
                insert into figure (evaluation, position, metric, class_name, slice, value, instances)
                values (:key, :position, :metric, :name, :slice, :value, :instances)""")
                .param("key", key.raw())
                .param("position", position)
                .param("metric", figure.metric().word())
                .param("name", figure.className())
                .param("slice", figure.slice())
                .param("value", figure.value())
                .param("instances", figure.instances())
                .update();
    }

    private int insert(Evaluation evaluation) {
        CocoSummary summary = evaluation.report().coco();
        CostFigures costs = evaluation.costs();
        EvaluationPlan plan = evaluation.plan();
        Metrics metrics = evaluation.figures().metrics();
        return jdbc.sql("""
                        insert into evaluation (key, digest, baseline_digest, dataset, dataset_digest, split, images,
                            ap, ap50, ap75, ap_small, ap_medium, ap_large, ar1, ar10, ar100, ar_small, ar_medium, ar_large,
                            minimum_score, latency_p50_millis, latency_p95_millis, latency_ratio, latency_rounds,
                            peak_memory_bytes, size_bytes, latency_p99_millis, download_bytes,
                            cost_digest, cost_size_bytes, report_digest, report_size_bytes, tool_version, evaluated_at)
                        values (:key, :digest, :baseline, :dataset, :datasetDigest, :split, :images,
                            :ap, :ap50, :ap75, :apSmall, :apMedium, :apLarge,
                            :ar1, :ar10, :ar100, :arSmall, :arMedium, :arLarge,
                            :minimumScore, :p50, :p95, :ratio, :rounds,
                            :memory, :size,
                            :p99, :download, :cost, :costSize, :report, :reportSize, :tool, :at)
                        on conflict (key) do nothing""")
                .param("key", evaluation.key().raw())
                .param("digest", plan.variant().artifact().digest().raw())
                .param("baseline", plan.baseline().artifact().digest().raw())
                .param("dataset", plan.split().dataset())
                .param("datasetDigest", plan.split().digest().raw())
                .param("split", plan.split().split().word())
                .param("images", evaluation.report().images())
                .param("ap", summary.ap())
                .param("ap50", summary.ap50())
                .param("ap75", summary.ap75())
                .param("apSmall", summary.apSmall())
                .param("apMedium", summary.apMedium())
                .param("apLarge", summary.apLarge())
                .param("ar1", summary.ar1())
                .param("ar10", summary.ar10())
                .param("ar100", summary.ar100())
                .param("arSmall", summary.arSmall())
                .param("arMedium", summary.arMedium())
                .param("arLarge", summary.arLarge())
                .param("minimumScore", evaluation.report().minimumScore())
                .param("p50", costs.latencyP50Millis())
                .param("p95", costs.latencyP95Millis())
                .param("ratio", costs.latencyRatio())
                .param("rounds", costs.latencyRounds())
                .param("memory", metrics.peakMemoryBytes())
                .param("size", metrics.sizeBytes())
                .param("p99", metrics.latencyP99Millis())
                .param("download", metrics.downloadBytes())
                .param("cost", evaluation.costDocument().digest().raw())
                .param("costSize", evaluation.costDocument().sizeBytes())
                .param("report", evaluation.document().digest().raw())
                .param("reportSize", evaluation.document().sizeBytes())
                .param("tool", plan.key().tool())
                .param("at", evaluation.evaluatedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** When the figures were measured. */
    Optional<OffsetDateTime> evaluatedAt(Sha256 key) {
        return jdbc.sql("select evaluated_at from evaluation where key = :key")
                .param("key", key.raw())
                .query(OffsetDateTime.class)
                .optional();
    }

    /** Every metric under a key, in the report's order. */
    List<FigureRow> figures(Sha256 key) {
        return jdbc.sql("select * from figure where evaluation = :key order by position")
                .param("key", key.raw())
                .query((row, number) -> new FigureRow(
                        Metric.parse(row.getString("metric")),
                        row.getString("class_name"),
                        row.getString("slice"),
                        row.getDouble("value"),
                        row.getInt("instances")))
                .list();
    }

    private List<ClassFigures> classes(Sha256 key) {
        return jdbc.sql("select * from class_metric where evaluation = :key order by position")
                .param("key", key.raw())
                .query((row, number) -> new ClassFigures(
                        row.getString("class_name"),
                        row.getInt("instances"),
                        row.getDouble("ap"),
                        row.getDouble("ap50"),
                        row.getDouble("ap75"),
                        row.getDouble("ar100"),
                        orNone(row, "minimum_score"),
                        orNone(row, "precision"),
                        orNone(row, "recall")))
                .list();
    }

    private static double orNone(ResultSet row, String column) throws SQLException {
        Double value = row.getObject(column, Double.class);
        return value == null ? -1 : value;
    }

    private static Summary summary(ResultSet row, List<ClassFigures> classes) throws SQLException {
        Metrics metrics = new Metrics(
                row.getDouble("ap"),
                row.getDouble("ap50"),
                row.getDouble("ap75"),
                row.getDouble("ar100"),
                row.getDouble("latency_p50_millis"),
                row.getDouble("latency_p95_millis"),
                row.getDouble("latency_ratio"),
                row.getLong("peak_memory_bytes"),
                row.getLong("size_bytes"),
                row.getObject("latency_p99_millis", Double.class),
                row.getObject("download_bytes", Long.class));
        byte[] cost = row.getBytes("cost_digest");
        return new Summary(
                metrics,
                classes,
                row.getInt("latency_rounds"),
                row.getString("dataset"),
                Sha256.ofRaw(row.getBytes("dataset_digest")),
                Split.parse(row.getString("split").toLowerCase(Locale.ROOT)),
                row.getInt("images"),
                row.getDouble("minimum_score"),
                row.getString("tool_version"),
                new Artifact(Sha256.ofRaw(row.getBytes("report_digest")), row.getLong("report_size_bytes")),
                cost == null ? null : new Artifact(Sha256.ofRaw(cost), row.getLong("cost_size_bytes")));
    }
}
