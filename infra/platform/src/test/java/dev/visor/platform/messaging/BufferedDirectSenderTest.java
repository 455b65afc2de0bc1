package dev.visor.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.event.CompressionFailed;
import dev.visor.contracts.model.ModelVersion;
import dev.visor.contracts.model.VariantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class BufferedDirectSenderTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final BufferedDirectSender sender = new BufferedDirectSender(
            () -> producer,
            new MessagingProperties(
                    "unused",
                    "p.",
                    DataSize.ofKilobytes(1),
                    3,
                    new MessagingProperties.Retry(1, Duration.ZERO, Duration.ZERO),
                    new MessagingProperties.Outbox(Duration.ZERO, 1, Duration.ZERO),
                    new MessagingProperties.Inbox(Duration.ZERO),
                    Map.of()),
            "/visor/test",
            meters);

    @Test
    void dropsTheOldestWhenItsBufferIsFullAndCountsIt() {
        for (int i = 0; i < 5; i++) {
            sender.send(event("reason " + i));
        }
        sender.stop();
        sender.run();
        assertThat(producer.history())
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .satisfiesExactly(
                        value -> assertThat(value).contains("reason 2"),
                        value -> assertThat(value).contains("reason 3"),
                        value -> assertThat(value).contains("reason 4"));
        assertThat(producer.history().getFirst().topic()).isEqualTo("p.visor.compression.events");
        assertThat(meters.counter("visor.events.direct.dropped").count()).isEqualTo(2);
        assertThat(meters.counter("visor.events.direct.sent").count()).isEqualTo(3);
    }

    @Test
    void whatKafkaRefusesIsCountedAndNotThrown() {
        producer.sendException = new org.apache.kafka.common.errors.TimeoutException("no broker");
        sender.send(event("lost"));
        sender.stop();
        sender.run();
        assertThat(meters.counter("visor.events.direct.dropped").count()).isEqualTo(1);
    }

    private static CompressionFailed event(String reason) {
        return new CompressionFailed(
                VariantId.baselineOf(new ModelVersion("m", 1)), ErrorCode.INTERNAL, reason, Instant.EPOCH);
    }
}
