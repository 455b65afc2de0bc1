package dev.visor.platform.messaging;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of events that were handled. */
final class InboxTable {
    private final JdbcClient jdbc;

    InboxTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Marks the event as handled in this transaction; answers false if it was already. */
    boolean enter(String handler, EventContext context) {
        return jdbc.sql("""
                        insert into inbox (handler, source, event_id) values (:handler, :source, :id)
                        on conflict do nothing""")
                        .param("handler", handler)
                        .param("source", context.source())
                        .param("id", context.id())
                        .update()
                == 1;
    }

    int prune(Duration retention) {
        return jdbc.sql("delete from inbox where handled_at < now() - make_interval(secs => :seconds)")
                .param("seconds", (double) retention.toSeconds())
                .update();
    }
}
