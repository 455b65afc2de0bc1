package dev.visor.platform.messaging;

import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.Event;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one topic wholly, without a group, and feeds those who follow it. */
final class TopicFollower implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 4;

    private final String topic;
    private final List<StateFollower<?>> followers;
    private final Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> consumers;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private volatile boolean running = true;
    private volatile org.apache.kafka.clients.consumer.@Nullable Consumer<String, byte[]> consumer;
    private boolean caughtUp;

    TopicFollower(
            String topic,
            List<StateFollower<?>> followers,
            Supplier<org.apache.kafka.clients.consumer.Consumer<String, byte[]>> consumers) {
        this.topic = topic;
        this.followers = followers;
        this.consumers = consumers;
    }

    /** Lets {@link #run} go on until {@link #stop}, from where it was; needed again after each stop. */
    void begin() {
        running = true;
    }

    void stop() {
        running = false;
        var current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    @Override
    public void run() {
        while (running) {
            try (var opened = consumers.get()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (KafkaException e) {
                LOG.warn("following {} goes on in {} ms: {}", topic, PAUSE.toMillis(), e.toString());
                if (!pause(PAUSE)) {
                    return;
                }
            } finally {
                consumer = null;
            }
        }
    }

    private void follow(org.apache.kafka.clients.consumer.Consumer<String, byte[]> opened) {
        List<TopicPartition> partitions = opened.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        opened.assign(partitions);
        opened.seekToBeginning(partitions.stream()
                .filter(partition -> !positions.containsKey(partition))
                .toList());
        partitions.stream()
                .filter(positions::containsKey)
                .forEach(partition -> opened.seek(partition, positions.getOrDefault(partition, 0L)));
        Map<TopicPartition, Long> ends = caughtUp ? Map.of() : opened.endOffsets(partitions);
        while (running) {
            for (ConsumerRecord<String, byte[]> record : opened.poll(POLL)) {
                deliver(record);
                positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
            if (!caughtUp
                    && ends.entrySet().stream().allMatch(end -> opened.position(end.getKey()) >= end.getValue())) {
                caughtUp = true;
                followers.forEach(follower -> attempt(follower, "caughtUp", StateFollower::caughtUp));
            }
        }
    }

    private void deliver(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            LOG.error("a record without key in {} at {} is passed over", topic, record.offset());
            return;
        }
        if (record.value() == null) {
            followers.forEach(follower -> attempt(follower, record.key(), f -> f.forget(record.key())));
            return;
        }
        ReceivedEvent received;
        try {
            received = CloudEvents.read(record.headers(), record.value());
        } catch (VisorException e) {
            LOG.error(
                    "the state of '{}' in {} at {} is passed over: {}",
                    record.key(),
                    topic,
                    record.offset(),
                    e.detail());
            return;
        }
        followers.stream()
                .filter(follower -> follower.type().isInstance(received.event()))
                .forEach(follower -> attempt(follower, record.key(), f -> feed(f, received)));
    }

    private static <E extends Event> void feed(StateFollower<E> follower, ReceivedEvent received) {
        E state = follower.type().cast(received.event());
        received.context().effects().run(() -> follower.follow(state, received.context()));
    }

    private void attempt(StateFollower<?> follower, String what, Consumer<StateFollower<?>> call) {
        for (int attempt = 1; running; attempt++) {
            try {
                call.accept(follower);
                return;
            } catch (RuntimeException e) {
                boolean last = attempt == ATTEMPTS || !FailurePolicy.retryable(e);
                LOG.error(
                        "{} of {} failed in {} (attempt {} of {}){}",
                        what,
                        topic,
                        follower.getClass().getSimpleName(),
                        attempt,
                        ATTEMPTS,
                        last ? " and is passed over" : "",
                        e);
                if (last || !pause(Duration.ofMillis(200L << attempt))) {
                    return;
                }
            }
        }
    }

    private static boolean pause(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
