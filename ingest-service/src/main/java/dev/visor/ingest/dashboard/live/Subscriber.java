package dev.visor.ingest.dashboard.live;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One page that listens: a bounded queue between the stream and its connection. A page that is too slow is closed. */
final class Subscriber {
    private final BlockingQueue<LiveEvent> queue;
    private volatile boolean closed;

    /**
     * @param backlog what it missed, in order
     * @param capacity events that may wait beyond the backlog
     */
    Subscriber(List<LiveEvent> backlog, int capacity) {
        this.queue = new ArrayBlockingQueue<>(backlog.size() + capacity);
        this.queue.addAll(backlog);
    }

    /** Hands an event over without waiting; false closes it, since it would have a gap. */
    boolean offer(LiveEvent event) {
        if (closed || !queue.offer(event)) {
            close();
            return false;
        }
        return true;
    }

    /** The next event, or null if none came within the time or it is closed. */
    @Nullable
    LiveEvent next(Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (!closed) {
            long left = Math.min(deadline - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(500));
            if (left <= 0) {
                return null;
            }
            LiveEvent event = queue.poll(left, TimeUnit.NANOSECONDS);
            if (event != null) {
                return event;
            }
        }
        return null;
    }

    void close() {
        closed = true;
        queue.clear();
    }

    boolean isClosed() {
        return closed;
    }
}
