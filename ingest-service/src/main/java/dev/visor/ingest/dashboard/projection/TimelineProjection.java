package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.model.ModelVersion;
import dev.visor.platform.messaging.EventContext;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to an upload besides what its registry tells: verdicts and champions, one line an event, in words. */
@Component
class TimelineProjection {
    private final JdbcClient jdbc;

    TimelineProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(ModelVersion version, Instant at, String event, String words, EventContext context) {
        jdbc.sql("""
                        insert into view_timeline (event_id, model, version, at, event, words)
                        values (:id, :model, :version, :at, :event, :words)
                        on conflict (event_id) do nothing
                        """)
                .param("id", context.source() + "#" + context.id())
                .param("model", version.model())
                .param("version", version.version())
                .param("at", SqlValues.at(at))
                .param("event", event)
                .param("words", SqlValues.text(words))
                .update();
    }
}
