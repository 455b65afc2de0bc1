package dev.visor.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WorkPropertiesTest {
    @Test
    void hasDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new WorkProperties(
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3),
                        4,
                        4,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(3)));
    }

    @Test
    void readsEveryKey() {
        assertThat(bind(Map.of(
                        "visor.work.threads", "2",
                        "visor.work.poll", "5s",
                        "visor.work.heartbeat", "6s",
                        "visor.work.missed-heartbeats", "7",
                        "visor.work.attempts", "8",
                        "visor.work.first-pause", "9s",
                        "visor.work.longest-pause", "10m",
                        "visor.work.stop-patience", "11s")))
                .isEqualTo(new WorkProperties(
                        2,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        7,
                        8,
                        Duration.ofSeconds(9),
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(11)));
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        WorkProperties properties = bind(Map.of());
        assertThat(properties.pauseAfter(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.pauseAfter(2)).isEqualTo(Duration.ofSeconds(4));
        assertThat(properties.pauseAfter(1000)).isEqualTo(Duration.ofMinutes(1));
    }

    private static WorkProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("visor.work", WorkProperties.class);
    }
}
