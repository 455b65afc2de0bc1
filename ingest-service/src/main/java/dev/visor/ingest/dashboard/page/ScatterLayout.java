package dev.visor.ingest.dashboard.page;

import dev.visor.ingest.dashboard.page.Scatter.Limit;
import dev.visor.ingest.dashboard.page.Scatter.Mark;
import dev.visor.ingest.dashboard.page.Scatter.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Lays a scatter chart out: axes that cover points and limits, and labels that don't cover each other. */
final class ScatterLayout {
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
                front(),
                marks());
    }

    /** The Pareto front: from the left, each point that is higher than all before it. Points without accuracy are none. */
    private String front() {
        List<Point> fromLeft = points.stream()
                .filter(p -> p.y() > 0)
                .sorted(Comparator.comparingDouble(Point::x).thenComparing(Point::y, Comparator.reverseOrder()))
                .toList();
        List<Point> front = new ArrayList<>();
        for (Point point : fromLeft) {
            if (front.isEmpty() || point.y() > front.getLast().y()) {
                front.add(point);
            }
        }
        return front.size() < 2
                ? ""
                : front.stream().map(p -> px(p.x()) + "," + py(p.y())).collect(Collectors.joining(" "));
    }

    private List<Mark> marks() {
        LabelPlaces labels = new LabelPlaces();
        points.forEach(p -> labels.keepFree(px(p.x()), py(p.y())));
        List<Mark> marks = new ArrayList<>();
        for (Point point : points) {
            double cx = px(point.x());
            double cy = py(point.y());
            LabelPlaces.Place place = labels.of(point.label(), cx, cy);
            marks.add(new Mark(
                    cx,
                    cy,
                    point.outcome(),
                    point.promoted(),
                    point.label(),
                    place.x(),
                    place.y(),
                    place.anchor(),
                    point.words()));
        }
        return marks;
    }

    private DoubleStream values(boolean horizontal) {
        return DoubleStream.concat(
                points.stream().mapToDouble(p -> horizontal ? p.x() : p.y()),
                lines.stream().filter(l -> l.vertical() == horizontal).mapToDouble(Line::value));
    }

    private double px(double value) {
        return Scatter.x(x, value);
    }

    private double py(double value) {
        return Scatter.y(y, value);
    }
}
