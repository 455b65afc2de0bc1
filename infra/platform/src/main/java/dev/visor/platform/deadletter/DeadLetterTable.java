package dev.visor.platform.deadletter;

import dev.visor.contracts.ContractJson;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.core.type.TypeReference;

/** The table of this service's dead letters. */
final class DeadLetterTable {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final int SHOWN_CHARACTERS = 4_000;

    private final JdbcClient jdbc;

    DeadLetterTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a record of a dead-letter topic, once. */
    void add(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            // The positions are numbers in binary form.
            if (header.value() != null && !header.key().startsWith("kafka_dlt-original-")) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8).replace("\0", ""));
            }
        }
        jdbc.sql("""
                        insert into dead_letter (topic, dead_partition, dead_offset, source_topic, key, type, event_id,
                            reason, headers, value, dead_at)
                        values (:topic, :partition, :offset, :source, :key, :type, :event, :reason, :headers, :value, :at)
                        on conflict do nothing""")
                .param("topic", record.topic())
                .param("partition", record.partition())
                .param("offset", record.offset())
                .param("source", text(record, KafkaHeaders.DLT_ORIGINAL_TOPIC))
                .param("key", record.key())
                .param("type", headers.get("ce_type"))
                .param("event", headers.get("ce_id"))
                .param("reason", reason(headers))
                .param("headers", ContractJson.MAPPER.writeValueAsString(headers))
                .param("value", record.value())
                .param("at", Timestamp.from(Instant.ofEpochMilli(record.timestamp())))
                .update();
    }

    /** The newest first. */
    List<DeadLetter> list(boolean open, int limit) {
        return jdbc.sql("""
                        select * from dead_letter where not :open or replayed_at is null
                        order by id desc limit :limit""")
                .param("open", open)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    Optional<DeadLetter> find(long id) {
        return jdbc.sql("select * from dead_letter where id = :id")
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** The record as it was read when it could not be handled. */
    Optional<ConsumerRecord<String, byte[]>> record(long id) {
        return jdbc.sql("select * from dead_letter where id = :id")
                .param("id", id)
                .query((row, number) -> record(row))
                .optional();
    }

    void markReplayed(long id) {
        jdbc.sql("update dead_letter set replayed_at = now() where id = :id")
                .param("id", id)
                .update();
    }

    static @Nullable String text(ConsumerRecord<String, byte[]> record, String header) {
        Header found = record.headers().lastHeader(header);
        return found == null ? null : new String(found.value(), StandardCharsets.UTF_8);
    }

    private static String reason(Map<String, String> headers) {
        String cause = headers.get(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN);
        String message = headers.getOrDefault(KafkaHeaders.DLT_EXCEPTION_MESSAGE, "unknown");
        return cause == null ? message : "%s (%s)".formatted(message, cause);
    }

    private static ConsumerRecord<String, byte[]> record(ResultSet row) throws SQLException {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                row.getString("source_topic"),
                0,
                0,
                row.getTimestamp("dead_at").getTime(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                row.getString("key"),
                row.getBytes("value"),
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                Optional.empty());
        headers(row).forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        byte[] value = row.getBytes("value");
        Timestamp replayed = row.getTimestamp("replayed_at");
        return new DeadLetter(
                row.getLong("id"),
                row.getString("source_topic"),
                row.getString("key"),
                row.getString("type"),
                row.getString("event_id"),
                row.getString("reason"),
                headers(row),
                value == null ? null : shown(value),
                row.getTimestamp("dead_at").toInstant(),
                replayed == null ? null : replayed.toInstant());
    }

    private static String shown(byte[] value) {
        String text = new String(value, 0, Math.min(value.length, SHOWN_CHARACTERS), StandardCharsets.UTF_8);
        return value.length > SHOWN_CHARACTERS ? text + "… (%d bytes)".formatted(value.length) : text;
    }

    private static Map<String, String> headers(ResultSet row) throws SQLException {
        return ContractJson.MAPPER.readValue(row.getString("headers"), HEADERS);
    }
}
