package dev.visor.detection.accuracy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

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

    /** The same as observations, with as many pictures as were named; those in between are empty. */
    Observations observations() {
        int pictures = cells.stream().mapToInt(c -> c.image + 1).max().orElse(0);
        return new Observations(
                IntStream.range(0, classes).mapToObj(k -> "class " + k).toList(),
                IntStream.range(0, pictures).mapToObj(this::observation).toList());
    }

    private Observation observation(int picture) {
        List<Label> labels = new ArrayList<>();
        List<Seen> seen = new ArrayList<>();
        List<Integer> labelled = new ArrayList<>();
        List<Integer> sighted = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell.image == picture) {
                labels.addAll(cell.labels);
                seen.addAll(cell.seen);
                labelled.addAll(Collections.nCopies(cell.labels.size(), cell.classIndex));
                sighted.addAll(Collections.nCopies(cell.seen.size(), cell.classIndex));
            }
        }
        Truths truths = truths(labels);
        Scored scored = scored(seen);
        return new Observation(
                new Labels(ints(labelled), truths.boxes(), truths.areas(), truths.crowd(), truths.ignored()),
                new Sightings(ints(sighted), scored.boxes(), scored.scores()));
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(i -> i).toArray();
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
