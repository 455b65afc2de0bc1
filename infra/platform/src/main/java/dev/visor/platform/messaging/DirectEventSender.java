package dev.visor.platform.messaging;

import dev.visor.contracts.event.Event;

/**
 * Sends events of which there are many and of which a single one may be lost, such as detections of a frame. Never
 * blocks and never throws for what Kafka does: events wait in a bounded buffer, and when it is full the oldest is
 * dropped and counted ({@code visor.events.direct.dropped}).
 */
public interface DirectEventSender {
    /** Hands the event over; it is written and sent by another thread. */
    void send(Event event);
}
