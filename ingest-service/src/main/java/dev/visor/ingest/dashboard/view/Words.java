package dev.visor.ingest.dashboard.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. Sizes in decimal units: 1 MB is 1,000,000 bytes. */
public final class Words {
    private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Words() {}

    /** A size: {@code 3.1 MB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return format(unit == 0 ? "%.0f %s" : value < 99.5 ? "%.1f %s" : "%.0f %s", value, BYTE_UNITS[unit]);
    }

    /** An accuracy from 0 to 1, with three decimals; a dash where there was nothing to measure. */
    public static String accuracy(double accuracy) {
        return accuracy < 0 ? "–" : format("%.3f", accuracy);
    }

    /** A latency: {@code 12.3 ms}. */
    public static String millis(double millis) {
        return millis < 1
                ? format("%.2f ms", millis)
                : millis < 100 ? format("%.1f ms", millis) : format("%,.0f ms", millis);
    }

    /** A ratio: {@code 0.48×}. */
    public static String ratio(double ratio) {
        return format("%.2f×", ratio);
    }

    /** A large number: {@code 4.6 G}. */
    public static String magnitude(double number) {
        if (number >= 1e9) {
            return format("%.2f G", number / 1e9);
        }
        return number >= 1e6
                ? format("%.2f M", number / 1e6)
                : number >= 1e3 ? format("%.1f k", number / 1e3) : format("%.0f", number);
    }

    /** A figure of unknown kind: whole numbers as they are, others with at most four significant decimals. */
    public static String figure(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return format("%,.0f", value);
        }
        if (Math.abs(value) >= 100 || !Double.isFinite(value)) {
            return format("%,.1f", value);
        }
        return new BigDecimal(value, new MathContext(4)).stripTrailingZeros().toPlainString();
    }

    /** A number of things: {@code 1 picture}, {@code 2 pictures}. */
    public static String count(long number, String thing) {
        return format("%,d %s%s", number, thing, number == 1 ? "" : "s");
    }

    /** A rate: {@code 14.2 images/s}; a slow one by the minute. */
    public static String rate(double perSecond, String unit) {
        if (perSecond <= 0) {
            return "";
        }
        return perSecond < 0.1
                ? format("%.1f %s/min", perSecond * 60, unit)
                : format(perSecond < 10 ? "%.1f %s/s" : "%.0f %s/s", perSecond, unit);
    }

    /** A duration, coarse: {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min}, {@code 3 d}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return "%d min %d s".formatted(seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
        }
        return "%d d %d h".formatted(seconds / 86_400, seconds % 86_400 / 3600);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
