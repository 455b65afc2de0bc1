package dev.visor.evaluation.device;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.event.NodeDevice;
import dev.visor.contracts.event.NodeReported;
import dev.visor.contracts.event.ServingLatency;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What nodes reported of the files that they serve, in the database: one row a node and file. */
@Component
public class NodeLatencies {
    private final JdbcClient jdbc;

    NodeLatencies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Each class of devices that has served a file, by target and class. */
    public List<DeviceLatency> of(Sha256 digest) {
        return jdbc.sql("""
                        select target, device_class, count(*) as nodes, sum(inferences) as inferences,
                            max(p50_millis) as p50, max(p95_millis) as p95, max(p99_millis) as p99, max(reported_at) as at
                        from node_latency where digest = :digest
                        group by target, device_class order by target, device_class""")
                .param("digest", digest.raw())
                .query((row, number) -> new DeviceLatency(
                        row.getString("target"),
                        row.getString("device_class"),
                        row.getInt("nodes"),
                        row.getLong("inferences"),
                        row.getDouble("p50"),
                        row.getDouble("p95"),
                        row.getDouble("p99"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Keeps what a node says, unless it has said something newer. */
    void keep(NodeReported report, Sha256 digest, NodeDevice device, ServingLatency latency) {
        jdbc.sql("""
                        insert into node_latency
                            (node, digest, target, device_class, inferences, p50_millis, p95_millis, p99_millis, reported_at)
                        values (:node, :digest, :target, :class, :inferences, :p50, :p95, :p99, :at)
                        on conflict (node, digest) do update
                        set target = excluded.target, device_class = excluded.device_class,
                            inferences = excluded.inferences, p50_millis = excluded.p50_millis,
                            p95_millis = excluded.p95_millis, p99_millis = excluded.p99_millis,
                            reported_at = excluded.reported_at
                        where node_latency.reported_at <= excluded.reported_at""")
                .param("node", report.node())
                .param("digest", digest.raw())
                .param("target", report.target())
                .param("class", device.deviceClass())
                .param("inferences", latency.count())
                .param("p50", latency.p50Millis())
                .param("p95", latency.p95Millis())
                .param("p99", latency.p99Millis())
                .param("at", report.reportedAt().atOffset(ZoneOffset.UTC))
                .update();
    }
}
