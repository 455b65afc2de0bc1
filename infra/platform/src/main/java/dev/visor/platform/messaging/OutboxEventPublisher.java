package dev.visor.platform.messaging;

import dev.visor.contracts.ContractJson;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.Event;
import dev.visor.platform.observation.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes events to the outbox and wakes the relay once they are committed. */
final class OutboxEventPublisher implements EventPublisher {
    private final OutboxTable outbox;
    private final OutboxRelay relay;
    private final MessagingProperties properties;
    private final String source;

    OutboxEventPublisher(OutboxTable outbox, OutboxRelay relay, MessagingProperties properties, String source) {
        this.outbox = outbox;
        this.relay = relay;
        this.properties = properties;
        this.source = source;
    }

    @Override
    public void publish(Event event) {
        publish(event, Correlation.currentOrNew());
    }

    @Override
    public void publish(Event event, Correlation correlation) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException(
                    "%s must be published in the transaction of what it tells".formatted(event.type()));
        }
        byte[] body = CloudEvents.body(event);
        long limit = properties.maxEvent().toBytes();
        if (body.length > limit) {
            throw new VisorException(
                    ErrorCode.INTERNAL,
                    "%s of '%s' has %d bytes, an event may have %d; put what is large into the artefact store"
                            .formatted(event.type(), event.key(), body.length, limit));
        }
        UUID id = UUID.randomUUID();
        String traceparent = TraceContext.current().map(TraceContext::header).orElse(null);
        Map<String, String> headers =
                CloudEvents.headers(event, id.toString(), source, Instant.now(), correlation, traceparent);
        outbox.add(
                id,
                event.topic(),
                properties.physical(event.topic()),
                event.key(),
                event.type(),
                new String(body, StandardCharsets.UTF_8),
                ContractJson.MAPPER.writeValueAsString(headers));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }
}
