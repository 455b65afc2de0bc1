package dev.visor.platform.messaging;

import dev.visor.contracts.event.Event;
import dev.visor.platform.observation.TraceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps events in a ring and sends them from a thread of its own. */
final class BufferedDirectSender implements DirectEventSender, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BufferedDirectSender.class);
    private static final Duration COMPLAIN_EVERY = Duration.ofSeconds(30);

    private final Supplier<? extends Producer<String, byte[]>> producers;
    private final MessagingProperties properties;
    private final String source;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final ArrayDeque<Waiting> buffer = new ArrayDeque<>();
    private final Counter sent;
    private final Counter dropped;
    private volatile boolean running = true;
    private volatile long nextComplaint = System.nanoTime();

    BufferedDirectSender(
            Supplier<? extends Producer<String, byte[]>> producers,
            MessagingProperties properties,
            String source,
            MeterRegistry meters) {
        this.producers = producers;
        this.properties = properties;
        this.source = source;
        this.sent = meters.counter("visor.events.direct.sent");
        this.dropped = meters.counter("visor.events.direct.dropped");
    }

    @Override
    public void send(Event event) {
        Waiting waiting = new Waiting(
                event,
                Instant.now(),
                Correlation.current().orElse(null),
                TraceContext.current().map(TraceContext::header).orElse(null));
        lock.lock();
        try {
            if (buffer.size() >= properties.directBuffer()) {
                buffer.removeFirst();
                dropped.increment();
            }
            buffer.addLast(waiting);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Lets {@link #run} go on until {@link #stop}; needed again after each stop. */
    void begin() {
        running = true;
    }

    void stop() {
        lock.lock();
        try {
            running = false;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sends until {@link #stop}, and then what is left. */
    @Override
    public void run() {
        Producer<String, byte[]> producer = null;
        try {
            for (Waiting next = take(); next != null; next = take()) {
                if (producer == null) {
                    producer = producers.get();
                }
                try {
                    producer.send(record(next), (metadata, failure) -> report(failure));
                } catch (RuntimeException e) {
                    report(e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (producer != null) {
                producer.close(Duration.ofSeconds(3));
            }
        }
    }

    private @Nullable Waiting take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (buffer.isEmpty() && running) {
                filled.await();
            }
            return buffer.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    private void report(@Nullable Exception failure) {
        if (failure == null) {
            sent.increment();
            return;
        }
        dropped.increment();
        if (System.nanoTime() - nextComplaint >= 0) {
            nextComplaint = System.nanoTime() + COMPLAIN_EVERY.toNanos();
            LOG.warn("events that are sent directly are being lost: {}", failure.toString());
        }
    }

    private ProducerRecord<String, byte[]> record(Waiting waiting) {
        Event event = waiting.event();
        String id = UUID.randomUUID().toString();
        Correlation correlation = waiting.correlation() == null ? Correlation.startingWith(id) : waiting.correlation();
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(properties.physical(event.topic()), event.key(), CloudEvents.body(event));
        CloudEvents.headers(event, id, source, waiting.time(), correlation, waiting.traceparent())
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private record Waiting(
            Event event,
            Instant time,
            @Nullable Correlation correlation,
            @Nullable String traceparent) {}
}
