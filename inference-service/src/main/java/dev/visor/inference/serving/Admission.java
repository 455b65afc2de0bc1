package dev.visor.inference.serving;

import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets as many runs of the model happen at once as there are cores. Requests wait their turn in a bounded queue; the
 * frames of cameras wait a moment and are dropped rather than queued.
 */
@Component
public class Admission {
    private final Semaphore turns;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ServingProperties properties;
    private final ExecutorService runs;

    Admission(ServingProperties properties) {
        this.properties = properties;
        this.turns = new Semaphore(properties.concurrency(), true);
        this.runs = Executors.newFixedThreadPool(
                properties.concurrency(),
                Thread.ofPlatform().name("visor-detect-", 0).daemon().factory());
    }

    /** A turn; to be closed once. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Does the work in its turn, on a thread of the operating system: a virtual one that is inside of native code would
     * keep its carrier from all other requests.
     *
     * @throws VisorException {@code BUSY} if no turn comes
     */
    public <T> T inTurn(Supplier<T> work) {
        try (Turn turn = request()) {
            return runs.submit(work::get).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new VisorException(ErrorCode.INTERNAL, "the model could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("the service is stopping");
        } catch (RejectedExecutionException e) {
            throw busy("the service is stopping");
        }
    }

    /** Waits for a turn; {@code BUSY} if too many wait already or it takes too long. */
    Turn request() {
        if (waiting.incrementAndGet() > properties.queue() + properties.concurrency()) {
            waiting.decrementAndGet();
            throw busy("%d requests wait already, the limit".formatted(properties.queue()));
        }
        try {
            if (!turns.tryAcquire(properties.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                waiting.decrementAndGet();
                throw busy("no turn came within %d ms"
                        .formatted(properties.patience().toMillis()));
            }
        } catch (InterruptedException e) {
            waiting.decrementAndGet();
            Thread.currentThread().interrupt();
            throw busy("the service is stopping");
        }
        return () -> {
            turns.release();
            waiting.decrementAndGet();
        };
    }

    /** Waits a moment for a turn without joining the queue of requests. */
    public java.util.Optional<Turn> within(Duration moment) throws InterruptedException {
        return turns.tryAcquire(moment.toNanos(), TimeUnit.NANOSECONDS)
                ? java.util.Optional.of(turns::release)
                : java.util.Optional.empty();
    }

    @PreDestroy
    void close() {
        runs.shutdown();
    }

    private static VisorException busy(String why) {
        return new VisorException(ErrorCode.BUSY, why + "; try again shortly");
    }
}
