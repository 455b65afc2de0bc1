package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.EventCatalog;
import dev.visor.contracts.event.Topics;
import dev.visor.platform.messaging.CloudEvents;
import dev.visor.platform.messaging.ReceivedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Empties the read model and projects every topic again from its beginning. Live events go on being projected meanwhile:
 * projections don't mind order or repetition, so both end in the same rows.
 */
@Component
public class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Announcer announcer;
    private final KafkaAccess kafka;
    private final Map<Class<? extends Event>, Projection<?>> byType;
    private volatile Status status = Status.idle();

    Rebuild(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Announcer announcer,
            KafkaAccess kafka,
            List<Projection<?>> projections) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.announcer = announcer;
        this.kafka = kafka;
        this.byType = projections.stream().collect(Collectors.toUnmodifiableMap(Projection::type, Function.identity()));
    }

    /** Whether one runs. */
    public enum State {
        IDLE,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * How far a rebuild is.
     *
     * @param state whether one runs, and how the last one ended
     * @param done records read
     * @param total records to read
     * @param skipped records that are no events of ours or could not be projected
     * @param perSecond records a second
     * @param etaMillis time left at this rate, −1 while unknown
     * @param reason why it failed
     */
    public record Status(
            State state,
            long done,
            long total,
            long skipped,
            double perSecond,
            long etaMillis,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String reason) {
        static Status idle() {
            return new Status(State.IDLE, 0, 0, 0, 0, -1, null, null, null);
        }
    }

    /** How far it is. */
    public Status status() {
        return status;
    }

    /** Begins, in a thread of its own; {@code CONFLICT} while one runs. */
    public synchronized Status start() {
        if (status.state() == State.RUNNING) {
            throw new VisorException(
                    ErrorCode.CONFLICT,
                    "the dashboard is being rebuilt already; GET the same address for its progress");
        }
        Status begun = new Status(State.RUNNING, 0, 0, 0, 0, -1, Instant.now(), null, null);
        status = begun;
        Thread.ofPlatform().name("visor-dashboard-rebuild").daemon().start(() -> run(begun));
        return begun;
    }

    private void run(Status begun) {
        try {
            truncate();
            replay(begun);
            status = ended(status, State.DONE, null);
            LOG.info("the dashboard was rebuilt from {} records", status.done());
        } catch (RuntimeException e) {
            LOG.error("the dashboard could not be rebuilt; start it again", e);
            status = ended(status, State.FAILED, e.getMessage());
        } finally {
            transactions.executeWithoutResult(transaction -> announcer.all());
        }
    }

    private void truncate() {
        transactions.executeWithoutResult(transaction -> {
            String tables = String.join(
                    ", ",
                    jdbc.sql(
                                    "select tablename from pg_tables where schemaname = current_schema() and tablename like 'view\\_%'")
                            .query(String.class)
                            .list());
            jdbc.sql("truncate " + tables).update();
        });
    }

    private void replay(Status begun) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Topics.all().stream()
                    .flatMap(topic -> consumer.partitionsFor(kafka.topicPrefix() + topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            long total = partitions.stream()
                    .mapToLong(p -> ends.getOrDefault(p, 0L) - begins.getOrDefault(p, 0L))
                    .sum();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long skipped = 0;
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    skipped += project(record) ? 0 : 1;
                }
                long done = partitions.stream()
                        .mapToLong(p -> consumer.position(p) - begins.getOrDefault(p, 0L))
                        .sum();
                report(begun, done, total, skipped);
            }
        }
    }

    private boolean project(ConsumerRecord<String, byte[]> record) {
        try {
            Announcer.quietly(() -> transactions.executeWithoutResult(transaction -> {
                if (record.value() == null) {
                    tombstone(record);
                } else {
                    handle(CloudEvents.read(record.headers(), record.value()));
                }
            }));
            return true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "left out of the rebuild: {}-{} offset {}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return false;
        }
    }

    private void handle(ReceivedEvent received) {
        Projection<?> projection = byType.get(received.event().getClass());
        if (projection != null) {
            apply(projection, received);
        }
    }

    private static <E extends Event> void apply(Projection<E> projection, ReceivedEvent received) {
        projection.handle(projection.type().cast(received.event()), received.context());
    }

    private void tombstone(ConsumerRecord<String, byte[]> record) {
        String topic = record.topic().substring(kafka.topicPrefix().length());
        byType.values().stream()
                .filter(projection -> EventCatalog.topicOf(projection.type()).equals(topic))
                .forEach(projection -> projection.handleTombstone(record.key()));
    }

    private void report(Status begun, long done, long total, long skipped) {
        Instant startedAt = begun.startedAt();
        double seconds = startedAt == null
                ? 0
                : Duration.between(startedAt, Instant.now()).toMillis() / 1000.0;
        double rate = seconds > 0 ? done / seconds : 0;
        long eta = rate > 0 ? Math.max(0, Math.round((total - done) / rate * 1000)) : -1;
        status = new Status(State.RUNNING, done, Math.max(total, done), skipped, rate, eta, startedAt, null, null);
    }

    private static Status ended(Status s, State state, @Nullable String reason) {
        return new Status(
                state, s.done(), s.total(), s.skipped(), s.perSecond(), 0, s.startedAt(), Instant.now(), reason);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka.properties());
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "ingest-dashboard-rebuild");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }
}
