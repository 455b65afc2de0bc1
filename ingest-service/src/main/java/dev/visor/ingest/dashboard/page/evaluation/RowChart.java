package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.ingest.dashboard.page.Axis;
import dev.visor.ingest.dashboard.page.Scatter.Tick;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of bars, or of dots with intervals, along one axis, laid out.
 *
 * @param id of the drawing in its page
 * @param title what it shows
 * @param xLabel what runs to the right
 * @param height of the drawing in pixels
 * @param ticks vertical grid lines
 * @param line a value to hold the rows against, as a pixel; null for none
 * @param rows from the top
 */
public record RowChart(
        String id,
        String title,
        String xLabel,
        int height,
        List<Tick> ticks,
        @Nullable Double line,
        List<Row> rows) {
    public static final int WIDTH = 560;
    static final int LEFT = 172;
    static final int RIGHT = 66;
    static final int TOP = 6;
    static final int ROW = 26;
    static final int BOTTOM = 40;

    /**
     * A row.
     *
     * @param y its middle
     * @param label to the left
     * @param note to the right
     * @param marks bars and dots
     * @param faint whether little can be said of it
     * @param words all of it in words
     */
    public record Row(double y, String label, String note, List<Mark> marks, boolean faint, String words) {}

    /**
     * A bar or a dot.
     *
     * @param x where it begins, or its middle
     * @param width of a bar; −1 for a dot
     * @param shift down from the row's middle, so that two stand side by side
     * @param low left end of the interval; null without
     * @param high right end
     * @param look {@code look-0} to {@code look-7}, {@code good}, {@code bad} or {@code quiet}
     */
    public record Mark(
            double x,
            double width,
            double shift,
            @Nullable Double low,
            @Nullable Double high,
            String look) {
        public boolean isBar() {
            return width >= 0;
        }
    }

    public double left() {
        return LEFT;
    }

    public double right() {
        return WIDTH - RIGHT;
    }

    public double top() {
        return TOP;
    }

    public double bottom() {
        return (double) height - BOTTOM;
    }

    /** Rows on an axis. */
    static final class Layout {
        private final Axis axis;
        private final List<Row> rows = new ArrayList<>();

        Layout(Axis axis) {
            this.axis = axis;
        }

        Layout row(String label, String note, List<Mark> marks, boolean faint, String words) {
            rows.add(new Row(TOP + ROW * (rows.size() + 0.5), label, note, List.copyOf(marks), faint, words));
            return this;
        }

        /** A bar from 0. */
        Mark bar(double value, double shift, String look) {
            double zero = px(0);
            double end = px(value);
            return new Mark(Math.min(zero, end), round(Math.abs(end - zero)), shift, null, null, look);
        }

        Mark dot(double value, @Nullable Double low, @Nullable Double high, double shift, String look) {
            return new Mark(px(value), -1, shift, low == null ? null : px(low), high == null ? null : px(high), look);
        }

        RowChart of(String id, String title, String xLabel, @Nullable Double line) {
            return new RowChart(
                    id,
                    title,
                    xLabel,
                    TOP + ROW * rows.size() + BOTTOM,
                    axis.ticks().stream()
                            .map(v -> new Tick(px(v), axis.label(v)))
                            .toList(),
                    line == null ? null : px(line),
                    List.copyOf(rows));
        }

        private double px(double value) {
            double fraction = axis.fraction(Math.clamp(value, axis.from(), axis.to()));
            return round(LEFT + fraction * (WIDTH - LEFT - RIGHT));
        }

        private static double round(double pixels) {
            return Math.round(pixels * 10) / 10.0;
        }
    }

    /** An axis around 0 that covers all values, or from 0 if none is below. */
    static Axis around(List<Double> values) {
        double least = values.stream().mapToDouble(v -> v).min().orElse(0);
        double greatest = values.stream().mapToDouble(v -> v).max().orElse(0);
        double high = Math.max(greatest, 0);
        double low = Math.min(least, 0);
        return high - low < 1e-9
                ? new Axis(-0.01, 0.01, 0.005)
                : low < 0 ? Axis.covering(low, high, Double.NEGATIVE_INFINITY) : Axis.covering(0, high, 0);
    }
}
