package dev.visor.platform.messaging;

import dev.visor.contracts.ContractJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** The table of events to send. */
final class OutboxTable {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    OutboxTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds an event. Transactions that publish for the same key wait for each other, so that the order of {@code
     * sequence} is the order of commits for each key.
     */
    void add(UUID id, String topic, String physicalTopic, String key, String type, String body, String headers) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:lock, 0))::text")
                .param("lock", "outbox " + physicalTopic + " " + key)
                .query(String.class)
                .single();
        jdbc.sql("""
                        insert into outbox (id, aggregatetype, aggregateid, type, payload, headers, topic, key)
                        values (:id, :aggregateType, :key, :type, :body, :headers, :topic, :key)""")
                .param("id", id)
                .param("aggregateType", topic)
                .param("key", key)
                .param("type", type)
                .param("body", body)
                .param("headers", headers)
                .param("topic", physicalTopic)
                .update();
    }

    /** Whether this transaction is the only relay of the schema, until it ends. */
    boolean tryLead() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('outbox relay ' || current_schema, 0))")
                .query(Boolean.class)
                .single();
    }

    /** The oldest events that wait, in order. */
    List<Row> unsent(int limit) {
        return jdbc.sql("""
                        select sequence, topic, key, payload, headers from outbox
                        where sent_at is null order by sequence limit :limit""")
                .param("limit", limit)
                .query((row, number) -> new Row(
                        row.getLong("sequence"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getString("payload"),
                        ContractJson.MAPPER.readValue(row.getString("headers"), HEADERS)))
                .list();
    }

    void markSent(List<Long> sequences) {
        jdbc.sql("update outbox set sent_at = now() where sequence = any(:sequences)")
                .param("sequences", sequences.toArray(Long[]::new))
                .update();
    }

    int prune(Duration retention) {
        return jdbc.sql("delete from outbox where sent_at < now() - make_interval(secs => :seconds)")
                .param("seconds", (double) retention.toSeconds())
                .update();
    }

    /** How many events wait. */
    long backlog() {
        return jdbc.sql("select count(*) from outbox where sent_at is null")
                .query(Long.class)
                .single();
    }

    /** How long the oldest waiting event has waited, in seconds; 0 if none waits. */
    double oldestSeconds() {
        return jdbc.sql("""
                        select coalesce(extract(epoch from now() - min(created_at)), 0)
                        from outbox where sent_at is null""").query(Double.class).single();
    }

    /** An event to send. */
    record Row(long sequence, String topic, String key, String payload, Map<String, String> headers) {
        /** Rows with an equal lane stay in order. */
        Lane lane() {
            return new Lane(topic, key);
        }
    }

    /** What keeps its order. */
    record Lane(String topic, String key) {}
}
