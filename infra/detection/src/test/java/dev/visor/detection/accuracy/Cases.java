package dev.visor.detection.accuracy;

import java.util.ArrayList;
import java.util.List;

/** Writes a small evaluation by hand: labels and detections by class and image. */
final class Cases {
    private final int classes;
    private final List<Cell> cells = new ArrayList<>();

    private Cases(int classes) {
        this.classes = classes;
    }

    static Cases classes(int classes) {
        return new Cases(classes);
    }

    /** One label: box, COCO area, flags. */
    record Label(double x, double y, double w, double h, double area, boolean crowd, boolean ignored) {
        static Label box(double x, double y, double w, double h) {
            return new Label(x, y, w, h, w * h, false, false);
        }

        Label asCrowd() {
            return new Label(x, y, w, h, area, true, false);
        }

        Label asIgnored() {
            return new Label(x, y, w, h, area, false, true);
        }

        Label withArea(double squarePixels) {
            return new Label(x, y, w, h, squarePixels, crowd, ignored);
        }
    }

    /** One detection. */
    record Seen(double score, double x, double y, double w, double h) {}

    private record Cell(int classIndex, int image, List<Label> labels, List<Seen> seen) {}

    Cases image(int classIndex, int image, List<Label> labels, List<Seen> seen) {
        cells.add(new Cell(classIndex, image, labels, seen));
        return this;
    }

    MatchTable table() {
        MatchTable.Builder table = MatchTable.over(classes);
        Matcher matcher = new Matcher();
        for (Cell cell : cells) {
            matcher.match(cell.classIndex, cell.image, truths(cell.labels), scored(cell.seen), table);
        }
        return table.build();
    }

    CocoSummary summary() {
        return CocoSummary.of(table());
    }

    static Truths truths(List<Label> labels) {
        int n = labels.size();
        double[] boxes = new double[4 * n];
        double[] areas = new double[n];
        boolean[] crowd = new boolean[n];
        boolean[] ignored = new boolean[n];
        for (int i = 0; i < n; i++) {
            Label label = labels.get(i);
            put(boxes, i, label.x, label.y, label.w, label.h);
            areas[i] = label.area;
            crowd[i] = label.crowd;
            ignored[i] = label.ignored;
        }
        return new Truths(boxes, areas, crowd, ignored);
    }

    static Scored scored(List<Seen> seen) {
        double[] boxes = new double[4 * seen.size()];
        for (int i = 0; i < seen.size(); i++) {
            Seen box = seen.get(i);
            put(boxes, i, box.x, box.y, box.w, box.h);
        }
        return new Scored(boxes, seen.stream().mapToDouble(Seen::score).toArray());
    }

    private static void put(double[] boxes, int i, double x, double y, double w, double h) {
        boxes[4 * i] = x;
        boxes[4 * i + 1] = y;
        boxes[4 * i + 2] = w;
        boxes[4 * i + 3] = h;
    }
}
