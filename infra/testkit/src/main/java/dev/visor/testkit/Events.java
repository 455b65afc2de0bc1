package dev.visor.testkit;

import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.Topics;
import dev.visor.platform.messaging.CloudEvents;
import dev.visor.platform.messaging.EventContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Records everything on the topics of a world, dead letters too, from the first call on and from the beginning. */
public final class Events implements AutoCloseable {
    private final Backends.World world;
    private final List<RawRecord> records = new CopyOnWriteArrayList<>();
    private volatile boolean running = true;
    private @Nullable Thread reader;

    Events(Backends.World world) {
        this.world = world;
    }

    /** The events of a type so far. */
    public <E extends Event> Stream<Recorded<E>> of(Class<E> type) {
        return raw().stream()
                .filter(record -> !record.topic().endsWith(Topics.DEAD_LETTER_SUFFIX))
                .flatMap(record -> record.as(type).stream());
    }

    /** All records of a topic so far (its name without prefix), events or not; within a key in order. */
    public List<RawRecord> on(String topic) {
        return raw().stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private synchronized List<RawRecord> raw() {
        if (reader == null && running) {
            reader = Thread.ofPlatform().daemon().name("visor-test-events").start(this::read);
        }
        return records;
    }

    private void read() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                world.kafkaBootstrap(),
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            Set<String> wanted = Topics.all().stream()
                    .map(topic -> world.topicPrefix() + topic.name())
                    .flatMap(name -> Stream.of(name, name + Topics.DEAD_LETTER_SUFFIX))
                    .collect(Collectors.toSet());
            var listed = consumer.listTopics();
            while (running && !listed.keySet().containsAll(wanted)) {
                Thread.sleep(100);
                listed = consumer.listTopics();
            }
            List<TopicPartition> partitions = new ArrayList<>();
            listed.forEach((name, infos) -> {
                if (wanted.contains(name)) {
                    infos.forEach(info -> partitions.add(new TopicPartition(name, info.partition())));
                }
            });
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (running) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    records.add(RawRecord.of(record, world.topicPrefix()));
                }
            }
        } catch (InterruptedException | KafkaException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        running = false;
        if (reader != null) {
            reader.interrupt();
        }
    }

    /** An event with its envelope. */
    public record Recorded<E extends Event>(E event, EventContext context) {}

    /**
     * A record as it is on the topic.
     *
     * @param topic without the world's prefix
     */
    public record RawRecord(
            String topic,
            @Nullable String key,
            byte @Nullable [] value,
            Map<String, String> headers,
            ConsumerRecord<String, byte[]> record) {
        static RawRecord of(ConsumerRecord<String, byte[]> record, String prefix) {
            Map<String, String> headers = new LinkedHashMap<>();
            for (Header header : record.headers()) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
            return new RawRecord(
                    record.topic().substring(prefix.length()), record.key(), record.value(), headers, record);
        }

        private <E extends Event> List<Recorded<E>> as(Class<E> type) {
            if (value == null) {
                return List.of();
            }
            try {
                var received = CloudEvents.read(record.headers(), value);
                return type.isInstance(received.event())
                        ? List.of(new Recorded<>(type.cast(received.event()), received.context()))
                        : List.of();
            } catch (VisorException e) {
                return List.of();
            }
        }
    }
}
