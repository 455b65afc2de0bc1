package dev.visor.platform.messaging;

import dev.visor.platform.messaging.OutboxTable.Lane;
import dev.visor.platform.messaging.OutboxTable.Row;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sends what is in the outbox. Of all instances of a service one relays at a time. Events go in waves with at most one
 * event of each key, and the next wave starts when the last one is acknowledged: so an event never overtakes an earlier
 * one of its key, even when a send fails and is repeated. An event is marked as sent only after its acknowledgement; a
 * relay that dies in between sends again, and the inbox of the reader drops what it has seen.
 */
final class OutboxRelay implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration PRUNE_EVERY = Duration.ofMinutes(10);

    private final OutboxTable outbox;
    private final InboxTable inbox;
    private final TransactionOperations transactions;
    private final Supplier<? extends Producer<String, byte[]>> producers;
    private final MessagingProperties properties;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running = true;
    private @Nullable Producer<String, byte[]> producer;

    OutboxRelay(
            OutboxTable outbox,
            InboxTable inbox,
            TransactionOperations transactions,
            Supplier<? extends Producer<String, byte[]>> producers,
            MessagingProperties properties) {
        this.outbox = outbox;
        this.inbox = inbox;
        this.transactions = transactions;
        this.producers = producers;
        this.properties = properties;
    }

    /** Something was committed. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    /** Lets {@link #run} go on until {@link #stop}; needed again after each stop. */
    void begin() {
        running = true;
    }

    /** Ends {@link #run} after the current batch. */
    void stop() {
        running = false;
        work.release();
    }

    @Override
    public void run() {
        Duration pause = SHORTEST_PAUSE;
        long nextPrune = System.nanoTime();
        try {
            while (running) {
                try {
                    boolean more = relayBatch();
                    pause = SHORTEST_PAUSE;
                    if (System.nanoTime() - nextPrune >= 0) {
                        outbox.prune(properties.outbox().retention());
                        inbox.prune(properties.inbox().retention());
                        nextPrune = System.nanoTime() + PRUNE_EVERY.toNanos();
                    }
                    if (!more) {
                        sleep(properties.outbox().poll());
                    }
                } catch (SendFailedException e) {
                    if (e.madeProgress) {
                        pause = SHORTEST_PAUSE;
                    }
                    LOG.warn("events wait in the outbox, next try in {} ms: {}", pause.toMillis(), e.getMessage());
                    sleepFixed(pause);
                    pause = longer(pause);
                } catch (RuntimeException e) {
                    LOG.warn("the outbox relay failed, next try in {} ms", pause.toMillis(), e);
                    sleepFixed(pause);
                    pause = longer(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (producer != null) {
                producer.close(Duration.ofSeconds(5));
                producer = null;
            }
        }
    }

    /** Sends one batch. Answers whether there may be more. */
    private boolean relayBatch() throws InterruptedException {
        List<Row> sent = new ArrayList<>();
        String[] failure = new String[1];
        boolean more = Boolean.TRUE.equals(transactions.execute(status -> {
            if (!outbox.tryLead()) {
                return false;
            }
            List<Row> rows = outbox.unsent(properties.outbox().batch());
            failure[0] = send(rows, sent);
            if (!sent.isEmpty()) {
                outbox.markSent(sent.stream().map(Row::sequence).toList());
            }
            return rows.size() == properties.outbox().batch();
        }));
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        if (failure[0] != null) {
            throw new SendFailedException(failure[0], !sent.isEmpty());
        }
        return more;
    }

    /** Sends rows wave by wave, adding to {@code sent} what was acknowledged. Answers why it stopped early, or null. */
    private @Nullable String send(List<Row> rows, List<Row> sent) {
        List<Row> waiting = rows;
        while (!waiting.isEmpty()) {
            Set<Lane> lanes = new HashSet<>();
            Map<Row, Future<RecordMetadata>> wave = new LinkedHashMap<>();
            List<Row> later = new ArrayList<>();
            String failure = null;
            for (Row row : waiting) {
                if (failure == null && lanes.add(row.lane())) {
                    try {
                        wave.put(row, producer().send(record(row)));
                    } catch (RuntimeException e) {
                        failure = describe(row, e);
                    }
                } else {
                    later.add(row);
                }
            }
            for (Map.Entry<Row, Future<RecordMetadata>> entry : wave.entrySet()) {
                String reason = await(entry.getKey(), entry.getValue());
                if (reason == null) {
                    sent.add(entry.getKey());
                } else {
                    failure = reason;
                }
            }
            if (failure != null) {
                return failure;
            }
            waiting = later;
        }
        return null;
    }

    private @Nullable String await(Row row, Future<RecordMetadata> acknowledgement) {
        try {
            acknowledgement.get();
            return null;
        } catch (ExecutionException e) {
            return describe(row, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private Producer<String, byte[]> producer() {
        if (producer == null) {
            producer = producers.get();
        }
        return producer;
    }

    private static String describe(Row row, Throwable failure) {
        return "event %d to %s: %s".formatted(row.sequence(), row.topic(), failure);
    }

    private static ProducerRecord<String, byte[]> record(Row row) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(row.topic(), row.key(), row.payload().getBytes(StandardCharsets.UTF_8));
        row.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private void sleep(Duration pause) throws InterruptedException {
        if (running && work.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    private void sleepFixed(Duration pause) throws InterruptedException {
        if (running) {
            Thread.sleep(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /** A send failed; what was not acknowledged stays in the outbox. */
    private static final class SendFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean madeProgress;

        SendFailedException(String message, boolean madeProgress) {
            super(message);
            this.madeProgress = madeProgress;
        }
    }
}
