package dev.visor.platform.messaging;

import dev.visor.contracts.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came off the wire.
 *
 * @param event its data
 * @param context its envelope
 * @param traceparent the W3C trace context it carries, or null
 */
public record ReceivedEvent(
        Event event, EventContext context, @Nullable String traceparent) {}
