package dev.visor.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class MessagingPropertiesTest {
    @Test
    void hasDefaults() {
        assertThat(bind(Map.of("visor.kafka.bootstrap", "localhost:9092")))
                .isEqualTo(new MessagingProperties(
                        "localhost:9092",
                        "",
                        DataSize.ofKilobytes(960),
                        2048,
                        new MessagingProperties.Retry(8, Duration.ofMillis(300), Duration.ofSeconds(15)),
                        new MessagingProperties.Outbox(Duration.ofSeconds(1), 500, Duration.ofDays(7)),
                        new MessagingProperties.Inbox(Duration.ofDays(90)),
                        Map.of()));
    }

    @Test
    void readsEveryKey() {
        MessagingProperties properties = bind(Map.ofEntries(
                Map.entry("visor.kafka.bootstrap", "kafka:9092"),
                Map.entry("visor.kafka.topic-prefix", "site-a."),
                Map.entry("visor.kafka.max-event", "1KB"),
                Map.entry("visor.kafka.direct-buffer", "3"),
                Map.entry("visor.kafka.retry.attempts", "4"),
                Map.entry("visor.kafka.retry.first-pause", "5ms"),
                Map.entry("visor.kafka.retry.longest-pause", "6ms"),
                Map.entry("visor.kafka.outbox.poll", "7ms"),
                Map.entry("visor.kafka.outbox.batch", "8"),
                Map.entry("visor.kafka.outbox.retention", "9d"),
                Map.entry("visor.kafka.inbox.retention", "10d"),
                Map.entry("visor.kafka.properties[security.protocol]", "SSL")));
        assertThat(properties)
                .isEqualTo(new MessagingProperties(
                        "kafka:9092",
                        "site-a.",
                        DataSize.ofKilobytes(1),
                        3,
                        new MessagingProperties.Retry(4, Duration.ofMillis(5), Duration.ofMillis(6)),
                        new MessagingProperties.Outbox(Duration.ofMillis(7), 8, Duration.ofDays(9)),
                        new MessagingProperties.Inbox(Duration.ofDays(10)),
                        Map.of("security.protocol", "SSL")));
        assertThat(properties.physical("visor.detections")).isEqualTo("site-a.visor.detections");
    }

    private static MessagingProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("visor.kafka", MessagingProperties.class);
    }
}
