package dev.visor.samples;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says every few seconds how far something is, how fast it goes and when it ends. */
public final class Progress {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String what;
    private final long total;
    private final Consumer<String> listener;
    private final long started = System.nanoTime();
    private long done;
    private long spoken = started;

    /**
     * @param what the things done, in the plural
     * @param listener gets lines such as {@code 40/120 scenes, 31.5/s, 3 s left}
     */
    public Progress(String what, long total, Consumer<String> listener) {
        this.what = what;
        this.total = total;
        this.listener = listener;
    }

    public synchronized void step() {
        step(1, "");
    }

    /** @param figures added to the line, if one is due */
    public synchronized void step(long further, String figures) {
        done += further;
        long now = System.nanoTime();
        if (now - spoken < QUIET_NANOS) {
            return;
        }
        spoken = now;
        double rate = done / ((now - started) / 1e9);
        listener.accept(String.format(
                Locale.ROOT,
                "%d/%d %s, %.1f/s, %.0f s left%s",
                done,
                total,
                what,
                rate,
                (total - done) / rate,
                figures));
    }
}
