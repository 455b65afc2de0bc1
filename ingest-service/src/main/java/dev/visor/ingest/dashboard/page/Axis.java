package dev.visor.ingest.dashboard.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis with round ticks.
 *
 * @param from value at the first pixel
 * @param to value at the last pixel, > from
 * @param step between ticks
 */
public record Axis(double from, double to, double step) {
    private static final int TICKS = 5;

    /** Covers the values with a little room, from and to round numbers; never below the floor. */
    public static Axis covering(double least, double greatest, double floor) {
        double span = Math.max(greatest - least, Math.max(Math.abs(greatest) * 0.02, 1e-6));
        double low = Math.max(floor, least - span * 0.15);
        double high = greatest + span * 0.15;
        double step = roundStep((high - low) / TICKS);
        return new Axis(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double roundStep(double raw) {
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double mantissa = raw / power;
        return (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10) * power;
    }

    /** Where a value lies, 0 at from and 1 at to. */
    public double fraction(double value) {
        return (value - from) / (to - from);
    }

    /** Values of the ticks. */
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long count = Math.round((to - from) / step);
        for (long i = 0; i <= count; i++) {
            ticks.add(from + i * step);
        }
        return ticks;
    }

    /** A tick's words, with as many decimals as the step needs. */
    public String label(double value) {
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
