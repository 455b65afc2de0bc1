package dev.visor.platform.deadletter;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that this service could not handle.
 *
 * @param id names it here
 * @param topic where the event was published
 * @param key its key, or null if it had none
 * @param type CloudEvents type, or null if it had none
 * @param eventId CloudEvents id, or null if it had none
 * @param reason why it could not be handled
 * @param headers its headers
 * @param value its body as text, shortened when it is long; null if there was none
 * @param deadAt when it was given up
 * @param replayedAt when it was handled after all, or null
 */
record DeadLetter(
        long id,
        String topic,
        @Nullable String key,
        @Nullable String type,
        @Nullable String eventId,
        String reason,
        Map<String, String> headers,
        @Nullable String value,
        Instant deadAt,
        @Nullable Instant replayedAt) {}
