package dev.visor.compression.job;

import dev.visor.compression.trial.TrialTable;
import dev.visor.contracts.Sha256;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Trials in PostgreSQL, each in a transaction of its own, so that a kill costs the one that was running. */
@Repository
class StoredTrials implements TrialTable {
    private final JdbcClient jdbc;
    private final Clock clock;

    StoredTrials(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<String> find(Sha256 key) {
        return jdbc.sql("select answer from trial where key = :key")
                .param("key", key.raw())
                .query(String.class)
                .optional();
    }

    @Override
    public void keep(Sha256 key, String kind, String answer) {
        jdbc.sql("""
                        insert into trial (key, kind, answer, measured_at) values (:key, :kind, :answer, :at)
                        on conflict do nothing""")
                .param("key", key.raw())
                .param("kind", kind)
                .param("answer", answer)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }
}
