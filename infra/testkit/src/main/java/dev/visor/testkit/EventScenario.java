package dev.visor.testkit;

import dev.visor.contracts.event.Event;
import dev.visor.platform.messaging.CloudEvents;
import dev.visor.platform.messaging.Correlation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Talks to a service as the other services do, and waits for what it makes of it. Waits at most 30 seconds for anything.
 *
 * {@snippet :
 * scenario.publish(modelRegistered);
 * CompressionPlanned planned = scenario.await(CompressionPlanned.class, e -> e.key().equals("helmet"));
 * }
 */
public final class EventScenario implements AutoCloseable {
    /** What is waited for comes within this time or not at all. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The {@code ce_source} of what this publishes. */
    public static final String SOURCE = "/visor/test";

    private final Backends.World world;
    private final Events events;
    private @Nullable KafkaProducer<String, byte[]> producer;

    /** A scenario of this world; {@link VisorTest} makes one for every context. */
    public EventScenario(Backends.World world) {
        this.world = world;
        this.events = new Events(world);
    }

    /** Publishes an event as the beginning of a new story; answers its id. */
    public String publish(Event event) {
        return publish(event, Correlation.startingWith(UUID.randomUUID().toString()));
    }

    /** Publishes an event of this story; answers its id. */
    public String publish(Event event, Correlation correlation) {
        String id = UUID.randomUUID().toString();
        publish(id, event, correlation);
        return id;
    }

    /** Publishes an event under this id, perhaps once more. */
    public void publish(String id, Event event, Correlation correlation) {
        Map<String, String> headers = CloudEvents.headers(event, id, SOURCE, Instant.now(), correlation, null);
        publishRaw(event.topic(), event.key(), headers, CloudEvents.body(event));
    }

    /** Publishes anything at all, and returns when the broker has it. */
    public synchronized void publishRaw(
            String topic, @Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(world.topicPrefix() + topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer().send(record).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take a record of " + topic, e);
        }
    }

    /** Everything that was published since the beginning, by anybody. */
    public Events events() {
        return events;
    }

    /** Waits for an event, which may have been published already. */
    public <E extends Event> E await(Class<E> type, Predicate<? super E> predicate) {
        return awaitRecorded(type, predicate).event();
    }

    /** Waits for an event and answers it with its envelope. */
    public <E extends Event> Events.Recorded<E> awaitRecorded(Class<E> type, Predicate<? super E> predicate) {
        Events.Recorded<E>[] found = newHolder();
        awaitState("an event " + type.getSimpleName(), () -> {
            found[0] = events.of(type)
                    .filter(r -> predicate.test(r.event()))
                    .findFirst()
                    .orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    /** Waits until something is true. */
    public void awaitState(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(condition);
    }

    @Override
    public synchronized void close() {
        events.close();
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            world.kafkaBootstrap(),
                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                            8 << 20),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <E extends Event> Events.Recorded<E>[] newHolder() {
        return new Events.Recorded[1];
    }
}
