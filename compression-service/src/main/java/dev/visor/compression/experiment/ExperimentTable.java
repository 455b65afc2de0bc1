package dev.visor.compression.experiment;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.experiment.CurveFigures;
import dev.visor.contracts.experiment.CurvePoint;
import dev.visor.contracts.experiment.CurveSweep;
import dev.visor.contracts.model.ModelVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Experiments in PostgreSQL. Writers call {@link #lock} or {@link #touch} first. */
@Repository
class ExperimentTable {
    private static final String FIGURES = "ap = :ap, ap50 = :ap50, macs = :macs, parameters = :parameters,"
            + " size_bytes = :size, download_bytes = :download, time_ratio = :time";

    private final JdbcClient jdbc;

    ExperimentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds it unless it is there; answers whether it was added. */
    boolean add(ExperimentPlan plan, Instant at) {
        int added = jdbc.sql("""
                        insert into experiment (id, name, model, version, images, sweeps, revision, created_at, changed_at)
                        values (:id, :name, :model, :version, :images, :sweeps, 1, :at, :at) on conflict do nothing""")
                .param("id", plan.id())
                .param("name", plan.name())
                .param("model", plan.upload().version().model())
                .param("version", plan.upload().version().version())
                .param("images", plan.images())
                .param("sweeps", ContractJson.MAPPER.writeValueAsString(plan.sweeps()))
                .param("at", Timestamp.from(at))
                .update();
        for (int i = 0; added == 1 && i < plan.points().size(); i++) {
            ExperimentPlan.PlannedPoint point = plan.points().get(i);
            jdbc.sql("""
                            insert into experiment_point (experiment, position, sweep, value, recipe, state)
                            values (:id, :position, :sweep, :value, :recipe, 'WAITING')""")
                    .param("id", plan.id())
                    .param("position", i)
                    .param("sweep", point.sweep())
                    .param("value", point.value())
                    .param("recipe", point.recipe())
                    .update();
        }
        return added == 1;
    }

    /** Lets no other writer at it until the current transaction ends. */
    void lock(String id) {
        jdbc.sql("select id from experiment where id = :id for update")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** It changes in this transaction, in which no other writer gets at it. */
    void touch(String id, Instant at) {
        jdbc.sql("update experiment set revision = revision + 1, changed_at = :at where id = :id")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Sets every point in one of these states to another; answers how many. */
    int move(String id, List<CurvePoint.State> from, CurvePoint.State to) {
        return jdbc.sql("""
                        update experiment_point set state = :to, reason = null, seconds = null, ended_at = null
                        where experiment = :id and state in (:from)""")
                .param("id", id)
                .param("from", from.stream().map(Enum::name).toList())
                .param("to", to.name())
                .update();
    }

    /** A worker begins a point that waits, or one that a dead worker left; answers false if it has ended. */
    boolean begin(String id, int position, Instant at) {
        return jdbc.sql("""
                        update experiment_point set state = 'RUNNING', started_at = :at
                        where experiment = :id and position = :position and state in ('WAITING', 'RUNNING')""")
                        .param("id", id)
                        .param("position", position)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** A point ends; one that has ended stays as it is. */
    void end(String id, int position, PointOutcome outcome, double seconds, Instant at) {
        jdbc.sql("update experiment_point set state = :state, reason = :reason, seconds = :seconds, ended_at = :at, "
                        + FIGURES
                        + " where experiment = :id and position = :position and state in ('WAITING', 'RUNNING')")
                .param("id", id)
                .param("position", position)
                .param("state", outcome.state().name())
                .param("reason", outcome.reason())
                .param("seconds", seconds)
                .param("at", Timestamp.from(at))
                .params(figures(outcome.figures()))
                .update();
    }

    /** The upload itself was measured. */
    void measured(String id, CurveFigures upload) {
        jdbc.sql("update experiment set " + FIGURES + " where id = :id")
                .param("id", id)
                .params(figures(upload))
                .update();
    }

    Optional<Experiment> find(String id) {
        return jdbc.sql("select * from experiment where id = :id")
                .param("id", id)
                .query((row, n) -> experiment(row, points(id)))
                .optional();
    }

    /** A point's recipe as text. */
    String recipe(String id, int position) {
        return jdbc.sql("select recipe from experiment_point where experiment = :id and position = :position")
                .param("id", id)
                .param("position", position)
                .query(String.class)
                .single();
    }

    /** The first point that waits. */
    Optional<Integer> next(String id) {
        return jdbc.sql("select min(position) from experiment_point where experiment = :id and state = 'WAITING'")
                .param("id", id)
                .query(Integer.class)
                .optional();
    }

    /** The latest, newest first. */
    List<Experiment> latest(@Nullable String model, @Nullable String after, int limit) {
        return jdbc.sql("""
                        select * from experiment where (cast(:model as text) is null or model = :model)
                            and (cast(:after as text) is null
                                 or (created_at, id) < (select a.created_at, a.id from experiment a where a.id = :after))
                        order by created_at desc, id desc limit :limit""")
                .param("model", model)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> experiment(row, points(row.getString("id"))))
                .list();
    }

    private List<CurvePoint> points(String id) {
        return jdbc.sql("select * from experiment_point where experiment = :id order by position")
                .param("id", id)
                .query((row, n) -> new CurvePoint(
                        row.getString("sweep"),
                        row.getString("value"),
                        CurvePoint.State.valueOf(row.getString("state")),
                        row.getString("reason"),
                        figures(row),
                        row.getObject("seconds", Double.class)))
                .list();
    }

    private static Experiment experiment(ResultSet row, List<CurvePoint> points) throws SQLException {
        return new Experiment(
                row.getString("id"),
                row.getLong("revision"),
                row.getString("name"),
                new ModelVersion(row.getString("model"), row.getInt("version")),
                row.getInt("images"),
                figures(row),
                List.of(ContractJson.MAPPER.readValue(row.getString("sweeps"), CurveSweep[].class)),
                points,
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }

    private static @Nullable CurveFigures figures(ResultSet row) throws SQLException {
        double ap = row.getDouble("ap");
        return row.wasNull()
                ? null
                : new CurveFigures(
                        ap,
                        row.getDouble("ap50"),
                        row.getLong("macs"),
                        row.getLong("parameters"),
                        row.getLong("size_bytes"),
                        row.getLong("download_bytes"),
                        row.getDouble("time_ratio"));
    }

    private static Map<String, @Nullable Object> figures(@Nullable CurveFigures figures) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("ap", figures == null ? null : figures.ap());
        columns.put("ap50", figures == null ? null : figures.ap50());
        columns.put("macs", figures == null ? null : figures.macs());
        columns.put("parameters", figures == null ? null : figures.parameters());
        columns.put("size", figures == null ? null : figures.sizeBytes());
        columns.put("download", figures == null ? null : figures.downloadBytes());
        columns.put("time", figures == null ? null : figures.timeRatio());
        return columns;
    }
}
