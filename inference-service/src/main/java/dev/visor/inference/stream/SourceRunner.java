package dev.visor.inference.stream;

import dev.visor.contracts.error.VisorException;
import dev.visor.inference.serving.Admission;
import dev.visor.inference.serving.ModelLease;
import dev.visor.inference.serving.ModelSlot;
import dev.visor.inference.stream.FrameSource.SourceFrame;
import dev.visor.inference.stream.SourceStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one source at the pace of its own clock on a thread of its own. What there is no time for is dropped and counted,
 * so it never falls behind and never waits for Kafka.
 */
final class SourceRunner implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceRunner.class);
    private static final Duration MODEL_POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration PICTURE_EVERY = Duration.ofSeconds(1);

    private final SourceDefinition source;
    private final SourcePaths paths;
    private final ModelSlot slot;
    private final Admission admission;
    private final FrameProcessor processor;
    private final FrameNumbers numbers;
    private final Duration period;
    private volatile SourceStatus status = SourceStatus.waiting();
    private volatile boolean running = true;
    private Instant nextPicture = Instant.EPOCH;

    SourceRunner(
            SourceDefinition source,
            SourcePaths paths,
            ModelSlot slot,
            Admission admission,
            FrameProcessor processor,
            FrameNumbers numbers) {
        this.source = source;
        this.paths = paths;
        this.slot = slot;
        this.admission = admission;
        this.processor = processor;
        this.numbers = numbers;
        this.period = Duration.ofNanos(Math.round(1e9 / source.framesPerSecond()));
    }

    SourceDefinition source() {
        return source;
    }

    SourceStatus status() {
        return status;
    }

    void stop() {
        running = false;
    }

    @Override
    public void run() {
        try {
            while (running) {
                awaitModel();
                if (!running) {
                    return;
                }
                try (FrameSource frames = FrameSource.open(paths.resolve(source.uri()), source.framesPerSecond())) {
                    status = status.in(State.RUNNING);
                    runOnce(frames);
                    if (!source.loop()) {
                        status = status.in(State.FINISHED);
                        return;
                    }
                } catch (RuntimeException e) {
                    fail(e);
                    Thread.sleep(RETRY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitModel() throws InterruptedException {
        while (running && slot.champion().isEmpty()) {
            status = status.in(State.WAITING);
            Thread.sleep(MODEL_POLL);
        }
    }

    private void runOnce(FrameSource frames) throws InterruptedException {
        long begin = System.nanoTime();
        long index = 0;
        while (running) {
            long late = (System.nanoTime() - begin) / period.toNanos() - index;
            if (late > 0) {
                index += late;
                status = status.dropping(late);
            }
            Optional<SourceFrame> next = frames.next(period.multipliedBy(index));
            if (next.isEmpty()) {
                return;
            }
            SourceFrame frame = next.get();
            index = Math.max(index, frame.moment().toNanos() / period.toNanos()) + 1;
            long ahead = begin + frame.moment().toNanos() - System.nanoTime();
            if (ahead > 0) {
                Thread.sleep(Duration.ofNanos(ahead));
            }
            look(frame, Math.max(0, -ahead) / 1_000_000);
        }
    }

    private void look(SourceFrame frame, long lagMillis) throws InterruptedException {
        Instant now = Instant.now();
        Optional<Admission.Turn> turn = admission.within(period);
        if (turn.isEmpty()) {
            status = status.dropping(1);
            return;
        }
        try (Admission.Turn held = turn.get()) {
            Optional<ModelLease> lease = slot.tryLease();
            if (lease.isEmpty()) {
                status = status.dropping(1);
                return;
            }
            try (ModelLease model = lease.get()) {
                boolean keep = !now.isBefore(nextPicture);
                processor.process(source.camera(), numbers.next(), now, frame.picture(), model, keep);
                if (keep) {
                    nextPicture = now.plus(PICTURE_EVERY);
                }
            }
        }
        status = status.frame(now, lagMillis);
    }

    private void fail(RuntimeException failure) {
        String why = failure instanceof VisorException known
                ? known.detail()
                : failure.getClass().getSimpleName();
        if (!why.equals(status.error())) {
            LOG.warn(
                    "source {} fails and is tried again every {} s: {}",
                    source.camera(),
                    RETRY.toSeconds(),
                    why,
                    failure);
        }
        status = status.failed(why);
    }
}
