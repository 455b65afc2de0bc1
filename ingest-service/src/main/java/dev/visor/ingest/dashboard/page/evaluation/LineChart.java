package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.ingest.dashboard.page.Axis;
import dev.visor.ingest.dashboard.page.Framed;
import dev.visor.ingest.dashboard.page.Scatter;
import dev.visor.ingest.dashboard.page.Scatter.Limit;
import dev.visor.ingest.dashboard.page.Scatter.Tick;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines in a drawing of the size of a {@link Scatter}, laid out.
 *
 * @param id of the drawing in its page
 * @param title what is against what
 * @param xLabel what runs to the right
 * @param yLabel what runs up
 * @param xTicks vertical grid lines
 * @param yTicks horizontal grid lines
 * @param limits lines to hold the others against
 * @param lines in the order of the legend
 */
public record LineChart(
        String id,
        String title,
        String xLabel,
        String yLabel,
        List<Tick> xTicks,
        List<Tick> yTicks,
        List<Limit> limits,
        List<Line> lines)
        implements Framed {
    /** How many lines look differently. */
    static final int LOOKS = 8;

    /**
     * One line.
     *
     * @param name in the legend; empty for a line that needs none
     * @param look which of the eight colours
     * @param dashed whether it is the second of two of its colour
     * @param points as SVG has them
     * @param marks points that stand out
     */
    public record Line(String name, int look, boolean dashed, String points, List<Mark> marks) {}

    /** A point that stands out, with what it is in words. */
    public record Mark(double x, double y, String words) {}

    /** A point in figures. */
    record Point(double x, double y) {}

    /** A point in figures that stands out. */
    record Told(double x, double y, String words) {}

    /** Lines between axes. */
    static final class Layout {
        private final Axis x;
        private final Axis y;
        private final List<Line> lines = new ArrayList<>();
        private final List<Limit> limits = new ArrayList<>();

        Layout(Axis x, Axis y) {
            this.x = x;
            this.y = y;
        }

        Layout line(String name, int look, boolean dashed, List<Point> points, List<Told> told) {
            StringBuilder path = new StringBuilder();
            for (Point point : points) {
                path.append(path.isEmpty() ? "" : " ")
                        .append(px(point.x))
                        .append(',')
                        .append(py(point.y));
            }
            lines.add(new Line(
                    name,
                    look % LOOKS,
                    dashed,
                    path.toString(),
                    told.stream().map(t -> new Mark(px(t.x), py(t.y), t.words)).toList()));
            return this;
        }

        Layout limit(boolean vertical, double value, String label) {
            limits.add(new Limit(vertical, vertical ? px(value) : py(value), label));
            return this;
        }

        LineChart of(String id, String title, String xLabel, String yLabel) {
            return new LineChart(
                    id,
                    title,
                    xLabel,
                    yLabel,
                    x.ticks().stream().map(v -> new Tick(px(v), x.label(v))).toList(),
                    y.ticks().stream().map(v -> new Tick(py(v), y.label(v))).toList(),
                    List.copyOf(limits),
                    List.copyOf(lines));
        }

        private double px(double value) {
            return Scatter.x(x, Math.clamp(value, x.from(), x.to()));
        }

        private double py(double value) {
            return Scatter.y(y, Math.clamp(value, y.from(), y.to()));
        }
    }

    /** From 0 to 1, with room for the words above. */
    static Axis share() {
        return new Axis(0, 1.06, 0.2);
    }
}
