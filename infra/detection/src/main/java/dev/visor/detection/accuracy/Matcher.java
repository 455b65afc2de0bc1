package dev.visor.detection.accuracy;

import java.util.Arrays;

/**
 * Matches detections of one class in one image to its labels, for every area range and IoU threshold, exactly as
 * pycocotools 2.0.11 does ({@code COCOeval.evaluateImg}): best score first, each takes the label of greatest IoU that is
 * still free, the later of equals, and an ignored one only when no demanded one will do.
 *
 * <p>pycocotools marks a free label by the id 0, so a label with the id 0 can never be matched there. Labels have no
 * ids here, and that defect isn't copied.
 *
 * <p>Not thread-safe: it keeps its working arrays.
 */
public final class Matcher {
    private double[] iou = new double[0];
    private double[] highest = new double[0];
    private int[] demandedFirst = new int[0];
    private boolean[] taken = new boolean[0];
    private double[] scores = new double[0];
    private long[] matched = new long[0];
    private long[] ignored = new long[0];

    /**
     * Matches all classes of one picture.
     *
     * @param picture its number in the split, from 0; decides between equal scores of different pictures
     */
    public void match(int picture, Observation observation, MatchTable.Builder table) {
        Labels labels = observation.labels();
        Sightings seen = observation.sightings();
        int classes = 1 + Math.max(max(labels.classes()), max(seen.classes()));
        ByClass labelled = ByClass.of(labels.classes(), classes);
        ByClass sighted = ByClass.of(seen.classes(), classes);
        for (int k = 0; k < classes; k++) {
            if (labelled.size(k) + sighted.size(k) > 0) {
                match(k, picture, labelled.truths(k, labels), sighted.scored(k, seen), table);
            }
        }
    }

    private static int max(int[] classes) {
        int max = -1;
        for (int k : classes) {
            max = Math.max(max, k);
        }
        return max;
    }

    /**
     * Matches and adds the result to the table. Nothing is added where there is neither label nor detection.
     *
     * @param classIndex the class, from 0
     * @param image the image's place in the order of images, from 0; decides between equal scores of different images
     */
    public void match(int classIndex, int image, Truths truths, Scored detections, MatchTable.Builder table) {
        if (truths.size() == 0 && detections.size() == 0) {
            return;
        }
        int[] order = ScoreOrder.of(detections.scores(), 0, detections.size());
        int count = Math.min(order.length, CocoGrid.MAX_DETECTIONS);
        ensure(count, truths.size());
        int contenders = overlap(order, count, truths, detections);
        int[] positives = new int[CocoGrid.AREAS];
        for (int area = 0; area < CocoGrid.AREAS; area++) {
            positives[area] = demandedFirst(area, truths);
            if (contenders > 0) {
                for (int t = 0; t < CocoGrid.IOUS; t++) {
                    assign(area, t, contenders, truths, positives[area]);
                }
            }
            ignoreOutsiders(area, order, count, detections);
        }
        for (int d = 0; d < count; d++) {
            scores[d] = detections.scores()[order[d]];
        }
        table.add(classIndex, image, positives, scores, matched, ignored, count);
    }

    private void ensure(int count, int truths) {
        if (iou.length < count * truths) {
            iou = new double[count * truths];
        }
        if (demandedFirst.length < truths) {
            demandedFirst = new int[truths];
            taken = new boolean[truths];
        }
        if (matched.length < count) {
            highest = new double[count];
            scores = new double[count];
            matched = new long[count];
            ignored = new long[count];
        }
        Arrays.fill(matched, 0, count, 0);
        Arrays.fill(ignored, 0, count, 0);
    }

    /** Computes overlaps and returns up to where detections reach the least IoU with some label. */
    private int overlap(int[] order, int count, Truths truths, Scored detections) {
        int n = truths.size();
        int contenders = 0;
        for (int d = 0; d < count; d++) {
            highest[d] = 0;
            for (int g = 0; g < n; g++) {
                iou[d * n + g] = iou(detections.boxes(), order[d] * 4, truths.boxes(), g * 4, truths.crowd()[g]);
                highest[d] = Math.max(highest[d], iou[d * n + g]);
            }
            if (highest[d] >= CocoGrid.iou(0)) {
                contenders = d + 1;
            }
        }
        return contenders;
    }

    /**
     * Intersection over union, or over the detection's area for a crowd; 0 for boxes that don't overlap.
     *
     * @param d where the detection's x, y, width, height begin
     * @param g where the label's begin
     */
    public static double iou(double[] detections, int d, double[] truths, int g, boolean crowd) {
        double width = Math.min(detections[d] + detections[d + 2], truths[g] + truths[g + 2])
                - Math.max(detections[d], truths[g]);
        if (width <= 0) {
            return 0;
        }
        double height = Math.min(detections[d + 1] + detections[d + 3], truths[g + 1] + truths[g + 3])
                - Math.max(detections[d + 1], truths[g + 1]);
        if (height <= 0) {
            return 0;
        }
        double intersection = width * height;
        double own = detections[d + 2] * detections[d + 3];
        double union = crowd ? own : own + truths[g + 2] * truths[g + 3] - intersection;
        return intersection / union;
    }

    /** Orders the labels, demanded ones before ignored ones, and returns how many are demanded. */
    private int demandedFirst(int area, Truths truths) {
        int n = truths.size();
        int demanded = 0;
        for (int g = 0; g < n; g++) {
            if (!isIgnored(area, truths, g)) {
                demandedFirst[demanded++] = g;
            }
        }
        int next = demanded;
        for (int g = 0; g < n; g++) {
            if (isIgnored(area, truths, g)) {
                demandedFirst[next++] = g;
            }
        }
        return demanded;
    }

    private static boolean isIgnored(int area, Truths truths, int g) {
        return truths.crowd()[g] || truths.ignored()[g] || !CocoGrid.inRange(area, truths.areas()[g]);
    }

    private void assign(int area, int t, int count, Truths truths, int demanded) {
        int n = truths.size();
        long bit = CocoGrid.bit(area, t);
        Arrays.fill(taken, 0, n, false);
        for (int d = 0; d < count; d++) {
            double best = Math.min(CocoGrid.iou(t), 1 - 1e-10);
            if (highest[d] < best) {
                continue;
            }
            int match = -1;
            for (int i = 0; i < n; i++) {
                int g = demandedFirst[i];
                if (taken[g] && !truths.crowd()[g]) {
                    continue;
                }
                if (i >= demanded && match >= 0 && match < demanded) {
                    break;
                }
                if (iou[d * n + g] >= best) {
                    best = iou[d * n + g];
                    match = i;
                }
            }
            if (match >= 0) {
                taken[demandedFirst[match]] = true;
                matched[d] |= bit;
                if (match >= demanded) {
                    ignored[d] |= bit;
                }
            }
        }
    }

    /** Detections that matched nothing and are themselves outside the area range don't count in it. */
    private void ignoreOutsiders(int area, int[] order, int count, Scored detections) {
        for (int d = 0; d < count; d++) {
            double size = detections.boxes()[order[d] * 4 + 2] * detections.boxes()[order[d] * 4 + 3];
            if (!CocoGrid.inRange(area, size)) {
                for (int t = 0; t < CocoGrid.IOUS; t++) {
                    ignored[d] |= ~matched[d] & CocoGrid.bit(area, t);
                }
            }
        }
    }
}
