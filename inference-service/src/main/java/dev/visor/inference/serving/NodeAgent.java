package dev.visor.inference.serving;

import dev.visor.contracts.error.VisorException;
import dev.visor.contracts.event.ChampionChanged;
import dev.visor.platform.messaging.Correlation;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings the node from what it serves to what it should serve, one step at a time on a thread of its own, and only
 * forward in the ledger. Of several champions that wait only the latest is loaded. After a start it serves what it last
 * served well, before and without any word from Kafka.
 */
@Component
public class NodeAgent implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NodeAgent.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final ModelSlot slot;
    private final ModelLoader loader;
    private final ServedModelTable served;
    private final NodeReporter reporter;
    private final ServingProperties properties;
    private volatile NodeStatus status = NodeStatus.empty();

    /** Guards all below. */
    private final Object lock = new Object();

    private @Nullable Desired desired;
    private long lastSequence;
    private boolean running;
    private @Nullable Thread worker;

    private record Desired(ChampionChanged champion, Optional<Correlation> story) {}

    NodeAgent(
            ModelSlot slot,
            ModelLoader loader,
            ServedModelTable served,
            NodeReporter reporter,
            ServingProperties properties) {
        this.slot = slot;
        this.loader = loader;
        this.served = served;
        this.reporter = reporter;
        this.properties = properties;
    }

    /** What the node does now. */
    public NodeStatus status() {
        return status;
    }

    /** Hears what should be served; an older word than the last one is passed over. */
    void desire(ChampionChanged champion) {
        synchronized (lock) {
            if (champion.ledgerSequence() <= lastSequence) {
                return;
            }
            lastSequence = champion.ledgerSequence();
            desired = new Desired(champion, Correlation.current());
            lock.notifyAll();
        }
    }

    @Override
    public void start() {
        synchronized (lock) {
            if (running) {
                return;
            }
            running = true;
            worker = Thread.ofPlatform().name("visor-node-agent").daemon().start(this::work);
        }
    }

    @Override
    public void stop() {
        Thread thread;
        synchronized (lock) {
            running = false;
            thread = worker;
            lock.notifyAll();
        }
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        reporter.report(status.stopped());
    }

    @Override
    public boolean isRunning() {
        synchronized (lock) {
            return running;
        }
    }

    /** Stops before messaging does, so that its last word goes out; the web server stops later and empties the slot. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 256;
    }

    private void work() {
        resume();
        while (isRunning()) {
            Desired next = await();
            if (next != null) {
                next.story().ifPresentOrElse(s -> s.run(() -> bring(next.champion())), () -> bring(next.champion()));
            }
            if (isRunning()) {
                reporter.report(status);
            }
        }
    }

    private @Nullable Desired await() {
        synchronized (lock) {
            if (desired == null && running) {
                try {
                    lock.wait(HEARTBEAT.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
            Desired next = desired;
            desired = null;
            return running ? next : null;
        }
    }

    /** Serves what was served last. If that fails, what should be served comes by Kafka. */
    private void resume() {
        try {
            Optional<ChampionChanged> last = served.find(properties.target());
            if (last.isPresent()) {
                LOG.info(
                        "resuming {} of ledger {}",
                        last.get().variant(),
                        last.get().ledgerSequence());
                status = status.loading(last.get());
                slot.swap(loader.load(last.get()));
                synchronized (lock) {
                    // A new word of the same sequence is welcome: it may say how the same champion is used.
                    lastSequence = Math.max(lastSequence, last.get().ledgerSequence() - 1);
                }
                status = NodeStatus.serving(last.get());
            }
        } catch (RuntimeException e) {
            LOG.error("what was served last cannot be served again: {}", e.toString(), e);
            status = NodeStatus.empty();
        }
        reporter.report(status);
    }

    private void bring(ChampionChanged champion) {
        if (slot.adopt(champion)) {
            serve(champion);
            return;
        }
        status = status.loading(champion);
        reporter.report(status);
        long begin = System.nanoTime();
        for (int attempt = 1; isRunning(); attempt++) {
            try {
                slot.swap(loader.load(champion));
                LOG.info(
                        "{} is in service after {} ms",
                        champion.variant(),
                        Duration.ofNanos(System.nanoTime() - begin).toMillis());
                serve(champion);
                return;
            } catch (RuntimeException e) {
                boolean retryable = !(e instanceof VisorException known)
                        || known.code().kind().retryable();
                if (!retryable || attempt >= properties.loadAttempts() || !pause(attempt)) {
                    reject(champion, e);
                    return;
                }
                LOG.warn("{} is not loaded yet (attempt {}): {}", champion.variant(), attempt, e.toString());
            }
        }
    }

    private void serve(ChampionChanged champion) {
        status = NodeStatus.serving(champion);
        reporter.report(status);
        try {
            served.save(champion);
        } catch (RuntimeException e) {
            LOG.warn("{} is served but could not be remembered: {}", champion.variant(), e.toString());
        }
    }

    private void reject(ChampionChanged champion, RuntimeException failure) {
        if (!isRunning()) {
            return;
        }
        String reason = failure instanceof VisorException known
                ? known.detail()
                : "it could not be loaded: " + failure.getClass().getSimpleName();
        LOG.error("{} is rejected: {}", champion.variant(), reason, failure);
        status = status.rejecting(champion, reason);
        reporter.report(status);
    }

    /** False if the node stops or there is something newer to load. */
    private boolean pause(int attempt) {
        synchronized (lock) {
            if (desired != null || !running) {
                return desired == null && running;
            }
            try {
                lock.wait(FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 4));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return desired == null && running;
        }
    }
}
