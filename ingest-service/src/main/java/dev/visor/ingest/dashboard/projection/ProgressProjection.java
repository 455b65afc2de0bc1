package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.Progress;
import dev.visor.contracts.event.CompressionProgress;
import dev.visor.contracts.event.EvaluationProgress;
import dev.visor.contracts.model.VariantId;
import dev.visor.platform.messaging.EventContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the making and the measuring of variants are. Progress carries no time of its own: the envelope's counts. */
@Component
class ProgressProjection {
    private static final String COMPRESSION = "COMPRESSION";
    private static final String EVALUATION = "EVALUATION";

    private final JdbcClient jdbc;
    private final Announcer announcer;

    ProgressProjection(JdbcClient jdbc, Announcer announcer) {
        this.jdbc = jdbc;
        this.announcer = announcer;
    }

    void compression(CompressionProgress event, EventContext context) {
        put(event.variant(), COMPRESSION, event.progress(), context);
    }

    void evaluation(EvaluationProgress event, EventContext context) {
        put(event.variant(), EVALUATION, event.progress(), context);
    }

    /** A variant was made, or could not be: what was reported before this does not run any more. */
    void compressionEnded(VariantId variant, EventContext context) {
        end(variant, COMPRESSION, context);
    }

    /** A variant was measured, or could not be. */
    void evaluationEnded(VariantId variant, EventContext context) {
        end(variant, EVALUATION, context);
    }

    private void end(VariantId variant, String phase, EventContext context) {
        jdbc.sql("""
                        insert into view_progress (variant, phase, ended_at) values (:variant, :phase, :at)
                        on conflict (variant, phase) do update
                        set ended_at = greatest(view_progress.ended_at, excluded.ended_at)
                        """)
                .param("variant", variant.toString())
                .param("phase", phase)
                .param("at", SqlValues.at(context.time()))
                .update();
    }

    private void put(VariantId variant, String phase, Progress progress, EventContext context) {
        int written = jdbc.sql("""
                        insert into view_progress (variant, phase, step, done, total, unit, per_second, eta_millis, at)
                        values (:variant, :phase, :step, :done, :total, :unit, :perSecond, :etaMillis, :at)
                        on conflict (variant, phase) do update set step = excluded.step, done = excluded.done,
                            total = excluded.total, unit = excluded.unit, per_second = excluded.per_second,
                            eta_millis = excluded.eta_millis, at = excluded.at
                        where view_progress.at is null or view_progress.at <= excluded.at
                        """)
                .param("variant", variant.toString())
                .param("phase", phase)
                .param("step", SqlValues.text(progress.step()))
                .param("done", progress.done())
                .param("total", progress.total())
                .param("unit", SqlValues.text(progress.unit()))
                .param("perSecond", progress.perSecond())
                .param("etaMillis", progress.etaMillis())
                .param("at", SqlValues.at(context.time()))
                .update();
        if (written > 0) {
            announcer.progress(variant, phase, progress);
        }
    }
}
