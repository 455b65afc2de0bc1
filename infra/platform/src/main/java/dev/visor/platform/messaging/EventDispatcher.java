package dev.visor.platform.messaging;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.Event;
import dev.visor.contracts.event.EventCatalog;
import dev.visor.platform.observation.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Brings a record to the handlers of its event: each in a transaction of its own, which also marks the event as handled
 * by it. Throws what can't be read and what a handler throws; the failure policy decides about both.
 */
final class EventDispatcher implements MessageListener<String, byte[]> {
    private final Map<Class<? extends Event>, List<EventHandler<?>>> byType;
    private final Map<String, List<EventHandler<?>>> byTopic;
    private final InboxTable inbox;
    private final TransactionOperations transactions;
    private final MessagingProperties properties;
    private final MeterRegistry meters;

    EventDispatcher(
            List<EventHandler<?>> handlers,
            InboxTable inbox,
            TransactionOperations transactions,
            MessagingProperties properties,
            MeterRegistry meters) {
        Set<String> names = new HashSet<>();
        handlers.forEach(handler -> {
            if (!names.add(handler.name())) {
                throw new IllegalStateException(
                        "two event handlers are called '%s'; override name() of one".formatted(handler.name()));
            }
        });
        this.byType = handlers.stream().collect(Collectors.groupingBy(EventHandler::type));
        this.byTopic = handlers.stream().collect(Collectors.groupingBy(h -> EventCatalog.topicOf(h.type())));
        this.inbox = inbox;
        this.transactions = transactions;
        this.properties = properties;
        this.meters = meters;
    }

    /** Topics that have a handler, without prefix. */
    Set<String> topics() {
        return byTopic.keySet();
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            throw new VisorException(ErrorCode.INVALID_EVENT, "the record has no key");
        }
        if (record.value() == null) {
            tombstone(record);
            return;
        }
        long limit = properties.maxEvent().toBytes();
        if (record.value().length > limit) {
            throw new VisorException(
                    ErrorCode.INVALID_EVENT,
                    "the record has %d bytes, an event may have %d".formatted(record.value().length, limit));
        }
        ReceivedEvent received = CloudEvents.read(record.headers(), record.value());
        List<EventHandler<?>> handlers = byType.getOrDefault(received.event().getClass(), List.of());
        if (handlers.isEmpty()) {
            return;
        }
        TraceContext.continuing(received.traceparent())
                .run(() -> received.context().effects().run(() -> handlers.forEach(h -> handle(h, received))));
    }

    private void tombstone(ConsumerRecord<String, byte[]> record) {
        String topic = record.topic().substring(properties.topicPrefix().length());
        for (EventHandler<?> handler : byTopic.getOrDefault(topic, List.of())) {
            transactions.executeWithoutResult(status -> handler.handleTombstone(record.key()));
        }
    }

    private <E extends Event> void handle(EventHandler<E> handler, ReceivedEvent received) {
        E event = handler.type().cast(received.event());
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            boolean handled = Boolean.TRUE.equals(transactions.execute(status -> {
                if (!inbox.enter(handler.name(), received.context())) {
                    return false;
                }
                handler.handle(event, received.context());
                return true;
            }));
            outcome = handled ? "handled" : "duplicate";
        } finally {
            sample.stop(meters.timer("visor.events.handled", "handler", handler.name(), "outcome", outcome));
        }
    }
}
