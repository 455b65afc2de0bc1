package dev.visor.platform.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the envelope says about a received event (CloudEvents 1.0 context attributes).
 *
 * @param id unique per source
 * @param source who published it, for example {@code /visor/ingest}
 * @param time when it was published
 * @param correlationId the story it belongs to
 * @param causationId id of the event that led to it, or null
 */
public record EventContext(
        String id,
        String source,
        Instant time,
        String correlationId,
        @Nullable String causationId) {

    /** The correlation of what follows from this event. */
    public Correlation effects() {
        return new Correlation(correlationId, id);
    }
}
