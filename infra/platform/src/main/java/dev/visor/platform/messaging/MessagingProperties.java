package dev.visor.platform.messaging;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How a service talks to Kafka.
 *
 * @param bootstrap brokers, {@code host:port} separated by commas
 * @param topicPrefix stands before every topic, so that several systems can share a broker; default none
 * @param maxEvent most bytes of one event's JSON, default 960 KB; the broker's own limit of 1 MiB counts headers too
 * @param directBuffer events that may wait in the buffer of {@link DirectEventSender}, default 2048
 * @param properties further settings of every Kafka client, for example TLS
 */
@Validated
@ConfigurationProperties("visor.kafka")
record MessagingProperties(
        @NotBlank String bootstrap,
        @DefaultValue("") String topicPrefix,
        @NotNull @DefaultValue("960KB") DataSize maxEvent,
        @Min(1) @DefaultValue("2048") int directBuffer,
        @NotNull @Valid @DefaultValue Retry retry,
        @NotNull @Valid @DefaultValue Outbox outbox,
        @NotNull @Valid @DefaultValue Inbox inbox,
        @DefaultValue Map<String, String> properties) {

    /**
     * What happens to an event whose handler fails in a way that may pass.
     *
     * @param attempts tries before it becomes a dead letter, default 8 (about 40 seconds)
     * @param firstPause before the second try, default 300 ms; doubles each time
     * @param longestPause default 15 s
     */
    record Retry(
            @Min(1) @Max(1000) @DefaultValue("8") int attempts,
            @NotNull @DefaultValue("300ms") Duration firstPause,
            @NotNull @DefaultValue("15s") Duration longestPause) {}

    /**
     * The relay of the outbox.
     *
     * @param poll how often it looks without being woken, default 1 s
     * @param batch most events sent in one transaction, default 500
     * @param retention how long sent events stay in the table, default 7 days
     */
    record Outbox(
            @NotNull @DefaultValue("1s") Duration poll,
            @Min(1) @DefaultValue("500") int batch,
            @NotNull @DefaultValue("7d") Duration retention) {}

    /**
     * The inbox.
     *
     * @param retention how long the table remembers that an event was handled, default 90 days
     */
    record Inbox(@NotNull @DefaultValue("90d") Duration retention) {}

    /** The topic's name on the broker. */
    String physical(String topic) {
        return topicPrefix + topic;
    }
}
