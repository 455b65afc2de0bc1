package dev.visor.evaluation.metric.matching;

import dev.visor.detection.accuracy.Matcher;

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
        return Matcher.iou(a, 4 * i, b, 4 * j, false);
    }

    /** The part of box {@code i} of {@code a} that lies in the other box, 0 to 1: what crowds are matched by. */
    public static double inside(double[] a, int i, double[] b, int j) {
        return Matcher.iou(a, 4 * i, b, 4 * j, true);
    }
}
