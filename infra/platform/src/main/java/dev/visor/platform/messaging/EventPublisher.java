package dev.visor.platform.messaging;

import dev.visor.contracts.event.Event;

/**
 * Publishes facts. The event is written to the outbox in the caller's transaction: it goes out exactly if the
 * transaction commits, in commit order per key, at least once. Without a transaction it throws
 * {@link org.springframework.transaction.IllegalTransactionStateException}.
 */
public interface EventPublisher {
    /** Publishes an event that belongs to what the thread works for, or starts a new story. */
    void publish(Event event);

    /** Publishes an event of this story. */
    void publish(Event event, Correlation correlation);
}
