package dev.visor.platform.messaging;

import dev.visor.contracts.event.Event;

/**
 * Handles one type of event. Every bean of this type is found and fed; its effects and the mark that the event was
 * handled commit together, so a redelivered event changes nothing. Handlers of one service run independently of each
 * other, in order per key.
 *
 * <p>A {@link dev.visor.contracts.error.VisorException} of a retryable kind and any unknown exception block the
 * partition and are tried again with growing pauses; then, or at once for other kinds, the event becomes a dead letter.
 */
public interface EventHandler<E extends Event> {
    /** The event's record class. */
    Class<E> type();

    /** Handles the event, within a transaction. */
    void handle(E event, EventContext context);

    /** A key of a compacted topic was deleted. */
    default void handleTombstone(String key) {}

    /** Names this handler in the inbox; a changed name handles again whatever is delivered again. */
    default String name() {
        return getClass().getSimpleName();
    }
}
