package dev.visor.ingest.dashboard.projection;

import dev.visor.contracts.event.Event;
import dev.visor.platform.messaging.EventContext;
import dev.visor.platform.messaging.EventHandler;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What one type of event does to the read model.
 *
 * @param type the event's record
 * @param projector writes it, in the caller's transaction; the same event twice changes nothing
 * @param tombstone forgets a key of a compacted topic
 */
record Projection<E extends Event>(Class<E> type, BiConsumer<E, EventContext> projector, Consumer<String> tombstone)
        implements EventHandler<E> {

    static <E extends Event> Projection<E> of(Class<E> type, BiConsumer<E, EventContext> projector) {
        return new Projection<>(type, projector, key -> {});
    }

    @Override
    public void handle(E event, EventContext context) {
        projector.accept(event, context);
    }

    @Override
    public void handleTombstone(String key) {
        tombstone.accept(key);
    }

    @Override
    public String name() {
        return "dashboard-" + type.getSimpleName();
    }
}
