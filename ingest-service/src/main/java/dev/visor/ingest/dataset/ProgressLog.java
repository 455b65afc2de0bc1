package dev.visor.ingest.dataset;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log every two seconds how far something is, how fast it goes and how long it will take. Thread-safe. */
final class ProgressLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final String what;
    private final String unit;
    private final long begin = System.nanoTime();
    private final AtomicLong next = new AtomicLong(begin + EVERY_NANOS);

    /**
     * Begins.
     *
     * @param what is being done: {@code dataset riders: reading}
     * @param unit what is counted: {@code pictures}
     */
    ProgressLog(String what, String unit) {
        this.what = what;
        this.unit = unit;
    }

    /** So many of them are done. */
    void at(int done, int total) {
        long now = System.nanoTime();
        long due = next.get();
        if (now < due || done == 0 || !next.compareAndSet(due, now + EVERY_NANOS)) {
            return;
        }
        double perSecond = done / ((now - begin) / 1e9);
        LOG.info("{}", line(done, total, perSecond));
    }

    String line(int done, int total, double perSecond) {
        return String.format(
                java.util.Locale.ROOT,
                "%s %d of %d %s, %.0f/s, %.0f s left",
                what,
                done,
                total,
                unit,
                perSecond,
                Math.ceil((total - done) / perSecond));
    }
}
