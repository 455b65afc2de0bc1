package dev.visor.ingest;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One writer of a name at a time, over all processes, so that its versions are counted without gaps or doubles. */
@Component
public class NameLock {
    private final JdbcClient jdbc;

    NameLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Waits for the name and holds it until the current transaction ends.
     *
     * @param kind what is named: {@code model}, {@code dataset}, {@code policy}
     */
    public void lock(String kind, String name) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(?, 0))) as held")
                .param(kind + ":" + name)
                .query(Integer.class)
                .single();
    }
}
