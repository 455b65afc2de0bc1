package dev.visor.platform.messaging;

import dev.visor.contracts.event.Topics;
import dev.visor.contracts.event.Topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics that are missing, as soon as Kafka answers. Nothing is sent or read before, so that no broker makes
 * a topic with other settings by itself. Topics that exist are left as they are.
 */
final class KafkaTopics implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    private final KafkaClients clients;
    private final MessagingProperties properties;
    private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();

    KafkaTopics(KafkaClients clients, MessagingProperties properties) {
        this.clients = clients;
        this.properties = properties;
    }

    /** Completes once every topic is there. */
    CompletableFuture<@Nullable Void> ready() {
        return ready;
    }

    /** Tries until it succeeds or is interrupted. */
    @Override
    public void run() {
        Duration pause = Duration.ofMillis(500);
        while (!ready.isDone()) {
            try {
                create();
                ready.complete(null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | RuntimeException e) {
                LOG.warn(
                        "Kafka at {} does not answer, requests are taken meanwhile; next try in {} ms: {}",
                        properties.bootstrap(),
                        pause.toMillis(),
                        e.getMessage());
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
                Duration twice = pause.multipliedBy(2);
                pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
            }
        }
    }

    private void create() throws InterruptedException, ExecutionException {
        try (Admin admin = clients.admin()) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = wanted().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            for (var result : admin.createTopics(missing).values().entrySet()) {
                try {
                    result.getValue().get();
                    LOG.debug("made topic {}", result.getKey());
                } catch (ExecutionException e) {
                    // Another service was faster.
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        }
    }

    private List<NewTopic> wanted() {
        List<NewTopic> topics = new ArrayList<>();
        for (Topic topic : Topics.all()) {
            String name = properties.physical(topic.name());
            Map<String, String> settings = new HashMap<>();
            settings.put(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    topic.compacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
            settings.put(
                    TopicConfig.RETENTION_MS_CONFIG,
                    topic.retention().isZero()
                            ? "-1"
                            : Long.toString(topic.retention().toMillis()));
            topics.add(new NewTopic(name, Optional.of(topic.partitions()), Optional.empty()).configs(settings));
            topics.add(new NewTopic(name + Topics.DEAD_LETTER_SUFFIX, Optional.of(1), Optional.empty())
                    .configs(Map.of(
                            TopicConfig.RETENTION_MS_CONFIG, Long.toString(DEAD_LETTER_RETENTION.toMillis()),
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(KafkaClients.deadLetterBytes()))));
        }
        return topics;
    }
}
