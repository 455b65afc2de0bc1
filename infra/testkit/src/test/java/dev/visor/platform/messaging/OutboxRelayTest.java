package dev.visor.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import dev.visor.testkit.Backends;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxRelayTest {
    private static final MessagingProperties PROPERTIES = new MessagingProperties(
            "unused",
            "",
            org.springframework.util.unit.DataSize.ofKilobytes(100),
            10,
            new MessagingProperties.Retry(1, Duration.ofMillis(1), Duration.ofMillis(1)),
            new MessagingProperties.Outbox(Duration.ofMillis(50), 100, Duration.ofDays(7)),
            new MessagingProperties.Inbox(Duration.ofDays(90)),
            Map.of());

    private final List<OutboxRelay> relays = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private OutboxTable outbox;
    private InboxTable inbox;
    private JdbcClient jdbc;
    private TransactionTemplate transactions;

    @BeforeEach
    void openDatabase() {
        Backends.World world = Backends.newWorld();
        DriverManagerDataSource dataSource =
                new DriverManagerDataSource(world.databaseUrl(), "ingest", world.databasePassword());
        dataSource.setSchema("ingest");
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("ingest")
                .createSchemas(false)
                .locations("classpath:db/platform")
                .load()
                .migrate();
        jdbc = JdbcClient.create(dataSource);
        outbox = new OutboxTable(jdbc);
        inbox = new InboxTable(jdbc);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @AfterEach
    void stopRelays() throws InterruptedException {
        relays.forEach(OutboxRelay::stop);
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(10));
        }
    }

    @Test
    void anEventNeverOvertakesAnEarlierOneOfItsKeyEvenWhenSendsFail() {
        add("a", 20);
        add("b", 20);
        AtomicInteger sends = new AtomicInteger();
        FailingProducer producer = new FailingProducer(record -> sends.incrementAndGet() % 3 == 0);
        start(producer);
        awaitNothingLeft();
        assertThat(producer.reasons("a")).isEqualTo(reasons(20));
        assertThat(producer.reasons("b")).isEqualTo(reasons(20));
    }

    @Test
    void aRelayThatDiesLeavesNothingUnsentAndNothingOutOfOrder() {
        add("a", 30);
        AtomicInteger sends = new AtomicInteger();
        FailingProducer dying = new FailingProducer(record -> {
            if (sends.incrementAndGet() == 12) {
                throw new AssertionError("killed");
            }
            return false;
        });
        start(dying);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !threads.getFirst().isAlive());
        FailingProducer next = new FailingProducer(record -> false);
        start(next);
        awaitNothingLeft();
        List<String> seen = new ArrayList<>(dying.reasons("a"));
        seen.addAll(next.reasons("a"));
        // The killed one's last batch goes out twice with the same ids; the reader's inbox drops the second.
        assertThat(seen.stream().distinct().toList()).isEqualTo(reasons(30));
        assertThat(next.reasons("a")).isEqualTo(reasons(30));
    }

    @Test
    void ofTwoRelaysOneRelays() {
        FailingProducer first = new FailingProducer(record -> false);
        FailingProducer second = new FailingProducer(record -> false);
        start(first);
        start(second);
        for (int i = 0; i < 10; i++) {
            add("key" + i, 10);
        }
        awaitNothingLeft();
        assertThat(first.history().size() + second.history().size()).isEqualTo(100);
    }

    @Test
    void sentEventsArePrunedAfterTheirTimeAndUnsentOnesAreLeftAlone() {
        add("a", 3);
        jdbc.sql("update outbox set sent_at = now() - interval '8 days' where sequence = 1")
                .update();
        jdbc.sql("update outbox set sent_at = now() where sequence = 2").update();
        assertThat(outbox.prune(Duration.ofDays(7))).isEqualTo(1);
        assertThat(outbox.backlog()).isEqualTo(1);
        assertThat(outbox.oldestSeconds()).isBetween(0.0, 600.0);
    }

    private void add(String key, int count) {
        for (int i = 0; i < count; i++) {
            CompressionFailed event = new CompressionFailed(
                    VariantId.baselineOf(new ModelVersion(key, 1)), ErrorCode.INTERNAL, "reason " + i, Instant.EPOCH);
            transactions.executeWithoutResult(status -> outbox.add(
                    UUID.randomUUID(),
                    event.topic(),
                    event.topic(),
                    key,
                    event.type(),
                    event.reason(),
                    "{\"ce_id\":\"x\"}"));
        }
    }

    private void start(FailingProducer producer) {
        OutboxRelay relay = new OutboxRelay(outbox, inbox, transactions, () -> producer, PROPERTIES);
        relays.add(relay);
        threads.add(Thread.ofPlatform().uncaughtExceptionHandler((t, e) -> {}).start(relay));
    }

    private void awaitNothingLeft() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> outbox.backlog() == 0);
    }

    private static List<String> reasons(int count) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            reasons.add("reason " + i);
        }
        return reasons;
    }

    /** Keeps what was acknowledged; some sends fail. */
    private static final class FailingProducer extends MockProducer<String, byte[]> {
        private final Predicate<ProducerRecord<String, byte[]>> fails;

        FailingProducer(Predicate<ProducerRecord<String, byte[]>> fails) {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
            this.fails = fails;
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<String, byte[]> record, @Nullable Callback callback) {
            return fails.test(record)
                    ? CompletableFuture.failedFuture(new TimeoutException("the broker did not answer"))
                    : super.send(record, callback);
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            return send(record, null);
        }

        List<String> reasons(String key) {
            return history().stream()
                    .filter(record -> record.key().equals(key))
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }
}
