package dev.visor.evaluation.metric.matching;

/** How much two boxes overlap, in doubles, as pycocotools computes it: lengths are differences, no pixel is added. */
public final class Overlap {
    private Overlap() {}

    /**
     * Intersection over union, 0 to 1; 0 for boxes without area in common.
     *
     * @param a x, y, width, height of each box
     * @param i which of them, from 0
     * @param b x, y, width, height of each box
     * @param j which of them, from 0
     */
    public static double iou(double[] a, int i, double[] b, int j) {
        double shared = intersection(a, i, b, j);
        return shared == 0 ? 0 : shared / (area(a, i) + area(b, j) - shared);
    }

    /** The part of box {@code i} of {@code a} that lies in the other box, 0 to 1: what crowds are matched by. */
    public static double inside(double[] a, int i, double[] b, int j) {
        double shared = intersection(a, i, b, j);
        return shared == 0 ? 0 : shared / area(a, i);
    }

    private static double intersection(double[] a, int i, double[] b, int j) {
        double width = shared(a[4 * i], a[4 * i + 2], b[4 * j], b[4 * j + 2]);
        if (width <= 0) {
            return 0;
        }
        double height = shared(a[4 * i + 1], a[4 * i + 3], b[4 * j + 1], b[4 * j + 3]);
        return height <= 0 ? 0 : width * height;
    }

    private static double shared(double from, double length, double otherFrom, double otherLength) {
        return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
    }

    private static double area(double[] boxes, int i) {
        return boxes[4 * i + 2] * boxes[4 * i + 3];
    }
}
