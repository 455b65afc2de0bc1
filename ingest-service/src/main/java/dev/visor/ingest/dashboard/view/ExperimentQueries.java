package dev.visor.ingest.dashboard.view;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Progress;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.contracts.experiment.CurvePoint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Experiments. */
@Component
public class ExperimentQueries {
    private static final String ALL =
            "select e.document, p.* from view_experiment e left join view_experiment_progress p on p.experiment = e.id";

    private final JdbcClient jdbc;

    ExperimentQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The latest, newest first.
     *
     * @param model only those of this model, or null for all
     */
    public List<ExperimentEntry> latest(@Nullable String model, int limit) {
        return jdbc.sql(ALL + " where cast(:model as text) is null or e.model = :model"
                        + " order by e.created_at desc, e.id desc limit :limit")
                .param("model", model)
                .param("limit", limit)
                .query((row, i) -> entry(row))
                .list();
    }

    /** How many there are of a model. */
    public int count(String model) {
        return jdbc.sql("select count(*) from view_experiment where model = :model")
                .param("model", model)
                .query(Integer.class)
                .single();
    }

    /** One of them. */
    public ExperimentEntry experiment(String id) {
        return jdbc.sql(ALL + " where e.id = :id")
                .param("id", id)
                .query((row, i) -> entry(row))
                .optional()
                .orElseThrow(() -> new VisorException(
                        ErrorCode.NOT_FOUND,
                        "there is no experiment '%s'; GET /api/v1/experiments lists those that are".formatted(id)));
    }

    private static ExperimentEntry entry(ResultSet row) throws SQLException {
        ExperimentChanged is = ContractJson.MAPPER.readValue(row.getString("document"), ExperimentChanged.class);
        Instant at = Columns.optionalInstant(row, "at");
        boolean running = is.points().stream().anyMatch(p -> p.state() == CurvePoint.State.RUNNING);
        Progress progress = !running || at == null || at.isBefore(is.changedAt())
                ? null
                : new Progress(
                        row.getString("step"),
                        row.getLong("done"),
                        row.getLong("total"),
                        row.getString("unit"),
                        row.getDouble("per_second"),
                        row.getLong("eta_millis"));
        return new ExperimentEntry(is, progress);
    }
}
