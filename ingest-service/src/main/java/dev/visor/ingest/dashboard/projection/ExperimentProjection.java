package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.Progress;
import dev.visor.contracts.event.ExperimentChanged;
import dev.visor.contracts.event.ExperimentProgress;
import dev.visor.platform.messaging.EventContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Experiments as they stand, and how far the running ones are. */
@Component
class ExperimentProjection {
    private final JdbcClient jdbc;
    private final Announcer announcer;

    ExperimentProjection(JdbcClient jdbc, Announcer announcer) {
        this.jdbc = jdbc;
        this.announcer = announcer;
    }

    void changed(ExperimentChanged event, EventContext context) {
        int written = jdbc.sql("""
                        insert into view_experiment (id, model, version, revision, document, created_at)
                        values (:id, :model, :version, :revision, :document, :createdAt)
                        on conflict (id) do update set revision = excluded.revision, document = excluded.document
                        where view_experiment.revision <= excluded.revision
                        """)
                .param("id", event.experiment())
                .param("model", event.modelVersion().model())
                .param("version", event.modelVersion().version())
                .param("revision", event.revision())
                .param("document", ContractJson.MAPPER.writeValueAsString(event))
                .param("createdAt", SqlValues.at(event.createdAt()))
                .update();
        if (written > 0) {
            announcer.experiment(event.experiment(), event.modelVersion());
        }
    }

    void forgotten(String experiment) {
        jdbc.sql("delete from view_experiment where id = :id")
                .param("id", experiment)
                .update();
        jdbc.sql("delete from view_experiment_progress where experiment = :id")
                .param("id", experiment)
                .update();
    }

    /** Progress carries no time of its own: the envelope's counts. */
    void progressed(ExperimentProgress event, EventContext context) {
        Progress progress = event.progress();
        int written = jdbc.sql("""
                        insert into view_experiment_progress (experiment, step, done, total, unit, per_second,
                            eta_millis, at)
                        values (:experiment, :step, :done, :total, :unit, :perSecond, :etaMillis, :at)
                        on conflict (experiment) do update set step = excluded.step, done = excluded.done,
                            total = excluded.total, unit = excluded.unit, per_second = excluded.per_second,
                            eta_millis = excluded.eta_millis, at = excluded.at
                        where view_experiment_progress.at <= excluded.at
                        """)
                .param("experiment", event.experiment())
                .param("step", SqlValues.text(progress.step()))
                .param("done", progress.done())
                .param("total", progress.total())
                .param("unit", SqlValues.text(progress.unit()))
                .param("perSecond", progress.perSecond())
                .param("etaMillis", progress.etaMillis())
                .param("at", SqlValues.at(context.time()))
                .update();
        if (written > 0) {
            announcer.experiment(event.experiment(), event.modelVersion());
        }
    }
}
