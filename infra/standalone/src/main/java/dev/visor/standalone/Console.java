package dev.visor.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a person in front of the terminal sees. A bar is redrawn in place on a terminal, and printed now and then into a file. */
final class Console {
    private static final PrintStream OUT = System.out;
    private static final boolean TERMINAL =
            System.console() != null && System.console().isTerminal();
    private static final int BAR = 28;
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private static String lastStep = "";
    private static String lastBar = "";
    private static long lastBarNanos;

    private Console() {}

    static synchronized void say(String format, @Nullable Object... arguments) {
        endBar();
        OUT.println(format.formatted(arguments));
        OUT.flush();
    }

    /** Shows how far a step is; {@code detail} carries rate and ETA in words. */
    static synchronized void bar(String step, double fraction, String detail) {
        int full = (int) Math.round(Math.clamp(fraction, 0, 1) * BAR);
        String line = String.format(
                Locale.ROOT,
                "  %-34s [%s%s] %3.0f %%  %s",
                step,
                "█".repeat(full),
                "·".repeat(BAR - full),
                fraction * 100,
                detail);
        if (TERMINAL) {
            OUT.print("\r\u001b[2K" + line);
            OUT.flush();
            lastBar = line;
        } else if (!step.equals(lastStep) || System.nanoTime() - lastBarNanos > QUIET_NANOS) {
            OUT.println(line);
            OUT.flush();
            lastStep = step;
            lastBarNanos = System.nanoTime();
        }
    }

    /** Leaves the bar where it is and goes on below it. */
    static synchronized void endBar() {
        if (TERMINAL && !lastBar.isEmpty()) {
            OUT.println();
        }
        lastBar = "";
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
