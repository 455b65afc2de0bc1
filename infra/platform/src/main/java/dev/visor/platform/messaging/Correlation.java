package dev.visor.platform.messaging;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an event belongs to. While a handler handles an event, or a worker runs a task that was submitted by one, the
 * current correlation is bound to the thread and inherited by whatever is published.
 *
 * @param correlationId names the whole story, normally the upload; the same on every event that follows from it
 * @param causationId id of the event that led to this one, or null at the beginning of a story
 */
public record Correlation(String correlationId, @Nullable String causationId) {
    private static final ScopedValue<Correlation> CURRENT = ScopedValue.newInstance();

    /** The first event of a story. */
    public static Correlation startingWith(String correlationId) {
        return new Correlation(correlationId, null);
    }

    /** What this thread works for, if it works for an event. */
    public static Optional<Correlation> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** The current correlation, or a new story. */
    static Correlation currentOrNew() {
        return current().orElseGet(() -> startingWith(UUID.randomUUID().toString()));
    }

    /** Runs the work with this correlation as the current one. */
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** Runs the work with this correlation as the current one and returns its result. */
    public <T extends @Nullable Object> T call(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }
}
