package dev.visor.ingest.dashboard.page;

import dev.visor.ingest.dashboard.page.Scatter.Limit;
import dev.visor.ingest.dashboard.page.Scatter.Mark;
import dev.visor.ingest.dashboard.page.Scatter.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Lays a scatter chart out: axes that cover points and limits, and labels that don't cover each other. */
final class ScatterLayout {
    private static final double LABEL_HEIGHT = 14;
    private static final double LETTER_WIDTH = 6.6;
    private static final double GAP = 10;

    private final List<Point> points;
    private final List<Line> lines;
    private final Axis x;
    private final Axis y;

    ScatterLayout(List<Point> points, List<Line> lines) {
        this.points = points.stream()
                .sorted(Comparator.comparingDouble(Point::y).reversed())
                .toList();
        this.lines = lines;
        this.x = Axis.covering(0, values(true).max().orElse(1), 0);
        this.y =
                Axis.covering(values(false).min().orElse(0), values(false).max().orElse(1), 0);
    }

    /** A variant's place in figures. */
    record Point(double x, double y, String outcome, boolean promoted, String label, String words) {}

    /** A limit in figures. */
    record Line(boolean vertical, double value, String label) {}

    Scatter layOut(String id, String title, String xLabel, String yLabel) {
        return new Scatter(
                id,
                title,
                xLabel,
                yLabel,
                x.ticks().stream().map(v -> new Tick(px(v), x.label(v))).toList(),
                y.ticks().stream().map(v -> new Tick(py(v), y.label(v))).toList(),
                lines.stream()
                        .map(l -> new Limit(l.vertical(), l.vertical() ? px(l.value()) : py(l.value()), l.label()))
                        .toList(),
                marks());
    }

    private List<Mark> marks() {
        List<Box> taken = new ArrayList<>();
        points.forEach(p -> taken.add(new Box(px(p.x()) - 6, py(p.y()) - 6, 12, 12)));
        List<Mark> marks = new ArrayList<>();
        for (Point point : points) {
            double cx = px(point.x());
            double cy = py(point.y());
            double width = point.label().length() * LETTER_WIDTH;
            Box place = places(cx, cy, width)
                    .filter(box -> taken.stream().noneMatch(box::overlaps))
                    .findFirst()
                    .orElse(new Box(cx + GAP, cy - LABEL_HEIGHT / 2, width, LABEL_HEIGHT));
            taken.add(place);
            boolean leftOf = place.x() + place.width() <= cx;
            marks.add(new Mark(
                    round(cx),
                    round(cy),
                    point.outcome(),
                    point.promoted(),
                    point.label(),
                    round(leftOf ? place.x() + place.width() : place.x()),
                    round(place.y() + LABEL_HEIGHT - 3),
                    leftOf ? "end" : "start",
                    point.words()));
        }
        return marks;
    }

    /** Right, left, then further and further above and below; only inside of the drawing. */
    private static Stream<Box> places(double cx, double cy, double width) {
        return DoubleStream.of(0, -12, 12, -24, 24, -36, 36, -48, 48, -60, 60)
                .boxed()
                .flatMap(dy -> Stream.of(cx + GAP, cx - GAP - width)
                        .map(left -> new Box(left, cy - LABEL_HEIGHT / 2 + dy, width, LABEL_HEIGHT)))
                .filter(box -> box.x() >= Scatter.LEFT
                        && box.x() + box.width() <= Scatter.WIDTH - 2
                        && box.y() >= 2
                        && box.y() + LABEL_HEIGHT <= Scatter.HEIGHT - Scatter.BOTTOM);
    }

    private DoubleStream values(boolean horizontal) {
        return DoubleStream.concat(
                points.stream().mapToDouble(p -> horizontal ? p.x() : p.y()),
                lines.stream().filter(l -> l.vertical() == horizontal).mapToDouble(Line::value));
    }

    private double px(double value) {
        return round(Scatter.LEFT + x.fraction(value) * (Scatter.WIDTH - Scatter.LEFT - Scatter.RIGHT));
    }

    private double py(double value) {
        double height = Scatter.HEIGHT - Scatter.TOP - Scatter.BOTTOM;
        return round(Scatter.TOP + (1 - y.fraction(value)) * height);
    }

    private static double round(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }

    private record Box(double x, double y, double width, double height) {
        boolean overlaps(Box other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }
}
