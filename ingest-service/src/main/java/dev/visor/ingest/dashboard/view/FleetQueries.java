package dev.visor.ingest.dashboard.view;

import dev.visor.ingest.dashboard.DashboardProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Champions and nodes. */
@Component
public class FleetQueries {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration silence;

    FleetQueries(JdbcClient jdbc, DashboardProperties properties) {
        this.jdbc = jdbc;
        this.clock = Clock.systemUTC();
        this.silence = properties.nodeSilence();
    }

    /** What should serve and what does. */
    public Fleet fleet() {
        return new Fleet(champions(), nodes());
    }

    private List<Fleet.Champion> champions() {
        return jdbc.sql("""
                        select c.*, (select count(*) from view_node n where n.target = c.target and n.state <> 'STOPPED') as nodes,
                            (select count(*) from view_node n where n.target = c.target and n.digest = c.digest
                                and n.state <> 'STOPPED') as serving
                        from view_champion c order by c.target
                        """)
                .query((row, i) -> new Fleet.Champion(
                        row.getString("target"),
                        row.getString("variant"),
                        row.getString("model"),
                        row.getInt("version"),
                        Columns.digest(row, "digest"),
                        row.getLong("size_bytes"),
                        row.getDouble("minimum_score"),
                        row.getLong("ledger_sequence"),
                        Columns.instant(row, "changed_at"),
                        row.getInt("nodes"),
                        row.getInt("serving")))
                .list();
    }

    private List<Fleet.Node> nodes() {
        Instant now = clock.instant();
        return jdbc.sql("select * from view_node order by target, node")
                .query((row, i) -> node(row, now))
                .list();
    }

    private Fleet.Node node(ResultSet row, Instant now) throws SQLException {
        Instant reportedAt = Columns.instant(row, "reported_at");
        Duration age = Duration.between(reportedAt, now);
        String state = row.getString("state");
        return new Fleet.Node(
                row.getString("node"),
                row.getString("target"),
                state,
                row.getString("variant"),
                Columns.optionalDigest(row, "digest"),
                row.getLong("ledger_sequence"),
                row.getString("rejected"),
                row.getString("reason"),
                reportedAt,
                Math.max(0, age.toMillis()),
                !state.equals("STOPPED") && age.compareTo(silence) > 0);
    }
}
