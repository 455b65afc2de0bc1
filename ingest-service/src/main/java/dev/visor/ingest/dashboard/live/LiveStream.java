package dev.visor.ingest.dashboard.live;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.ingest.dashboard.DashboardProperties;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The live stream: a bounded history and the pages that listen. A page that comes back with the id of the last event it
 * saw gets what it missed; where that is gone, or another process gave the id, it gets {@code resync} and reads all again.
 * Publishing never waits for a page.
 */
@Component
class LiveStream {
    private final DashboardProperties properties;
    private final String epoch = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final Deque<LiveEvent> history = new ArrayDeque<>();
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private long sequence;

    LiveStream(DashboardProperties properties) {
        this.properties = properties;
    }

    /** Sends an event to everyone who listens. */
    synchronized void publish(String name, String data) {
        sequence++;
        LiveEvent event = new LiveEvent(epoch + "-" + sequence, sequence, name, data);
        history.addLast(event);
        if (history.size() > properties.streamHistory()) {
            history.removeFirst();
        }
        subscribers.removeIf(subscriber -> !subscriber.offer(event));
    }

    /**
     * Adds a page.
     *
     * @param lastEventId what it saw last, or null if it is new
     */
    synchronized Subscriber subscribe(@Nullable String lastEventId) {
        subscribers.removeIf(Subscriber::isClosed);
        if (subscribers.size() >= properties.streamClients()) {
            throw new VisorException(
                    ErrorCode.BUSY,
                    "%d pages listen to the live stream already, as many as visor.dashboard.stream-clients allows; close some or reload by hand"
                            .formatted(subscribers.size()));
        }
        Subscriber subscriber = new Subscriber(missedSince(lastEventId), properties.streamQueue());
        subscribers.add(subscriber);
        return subscriber;
    }

    synchronized void leave(Subscriber subscriber) {
        subscriber.close();
        subscribers.remove(subscriber);
    }

    synchronized void closeAll() {
        subscribers.forEach(Subscriber::close);
        subscribers.clear();
    }

    synchronized int listeners() {
        return subscribers.size();
    }

    private List<LiveEvent> missedSince(@Nullable String lastEventId) {
        if (lastEventId == null) {
            return List.of();
        }
        long seen = sequenceOf(lastEventId);
        long oldest = history.isEmpty() ? sequence + 1 : history.getFirst().sequence();
        if (seen < oldest - 1 || seen > sequence) {
            return List.of(new LiveEvent(epoch + "-" + sequence, sequence, "resync", "{}"));
        }
        List<LiveEvent> missed = new ArrayList<>();
        history.forEach(event -> {
            if (event.sequence() > seen) {
                missed.add(event);
            }
        });
        return missed;
    }

    /** The sequence of one of this process's ids, −1 for any other. */
    private long sequenceOf(String id) {
        String prefix = epoch + "-";
        String digits = id.startsWith(prefix) ? id.substring(prefix.length()) : "";
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
    }
}
