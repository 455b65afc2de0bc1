package dev.visor.platform.messaging;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether Kafka answers and how much waits for it. Without Kafka the service is degraded, not down. */
final class KafkaHealth implements HealthIndicator, DisposableBean {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int TIMEOUT_MILLIS = 1_500;

    private final KafkaClients clients;
    private final KafkaTopics topics;
    private final OutboxTable outbox;
    private @Nullable Admin admin;
    private @Nullable Health last;
    private long expires;

    KafkaHealth(KafkaClients clients, KafkaTopics topics, OutboxTable outbox) {
        this.clients = clients;
        this.topics = topics;
        this.outbox = outbox;
    }

    @Override
    public synchronized Health health() {
        Health known = last;
        if (known == null || System.nanoTime() - expires >= 0) {
            known = look();
            last = known;
            expires = System.nanoTime() + FRESH.toNanos();
        }
        return known;
    }

    private Health look() {
        Health.Builder health = Health.up();
        try {
            if (admin == null) {
                admin = clients.admin();
            }
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
                    .clusterId()
                    .get(TIMEOUT_MILLIS + 500L, TimeUnit.MILLISECONDS);
            if (!topics.ready().isDone()) {
                health.status("DEGRADED").withDetail("reason", "topics are not made yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            health.status("DEGRADED").withDetail("reason", "interrupted");
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            health.status("DEGRADED").withDetail("reason", "Kafka does not answer");
        }
        return health.withDetail("outboxUnsent", outbox.backlog()).build();
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
