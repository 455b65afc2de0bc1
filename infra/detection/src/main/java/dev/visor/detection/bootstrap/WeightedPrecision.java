package dev.visor.detection.bootstrap;

import dev.visor.detection.accuracy.ClassMatches;
import dev.visor.detection.accuracy.CocoGrid;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * One class in one area range, made ready so that AP of any weights of pictures takes one pass: nothing is sorted or
 * matched again. A weight says how many copies of a picture there are; copies of a detection stand next to each other.
 *
 * <p>Of copies of a right detection the last has the greatest precision, so precision is computed once for all. Between
 * right detections only the weight of wrong ones is summed up, and what comes after the last right one never counts.
 */
final class WeightedPrecision {
    private static final int IOU_BITS = (1 << CocoGrid.IOUS) - 1;

    /** Pictures of detections that are wrong at every IoU, best first. */
    private final int[] wrong;
    /** Detections that are right at some IoU, or wrong at some only, best first: how many of {@link #wrong} come before. */
    private final int[] wrongBefore;

    private final int[] picture;
    private final int[] rightAt;
    private final int[] wrongAt;
    /** Pictures with demanded labels, and how many. */
    private final int[] labelled;

    private final int[] labels;

    /**
     * Makes ready.
     *
     * @param order detections by falling score
     * @param owners the picture of each detection
     * @param slice which pictures take part at all
     */
    WeightedPrecision(ClassMatches matches, int[] order, int[] owners, int area, IntPredicate slice) {
        int shift = area * CocoGrid.IOUS;
        Ints wrong = new Ints();
        Ints wrongBefore = new Ints();
        Ints picture = new Ints();
        Ints rightAt = new Ints();
        Ints wrongAt = new Ints();
        for (int d : order) {
            int wrongs = (int) (matches.wrong(d) >>> shift) & IOU_BITS;
            int rights = (int) (matches.right(d) >>> shift) & IOU_BITS;
            if ((wrongs | rights) == 0 || !slice.test(owners[d])) {
                continue;
            }
            if (wrongs == IOU_BITS) {
                wrong.add(owners[d]);
            } else {
                wrongBefore.add(wrong.size());
                picture.add(owners[d]);
                rightAt.add(rights);
                wrongAt.add(wrongs);
            }
        }
        this.wrong = wrong.toArray();
        this.wrongBefore = wrongBefore.toArray();
        this.picture = picture.toArray();
        this.rightAt = rightAt.toArray();
        this.wrongAt = wrongAt.toArray();
        Ints labelled = new Ints();
        Ints labels = new Ints();
        for (int place = 0; place < matches.pictures(); place++) {
            if (matches.demanded(place, area) > 0 && slice.test(matches.picture(place))) {
                labelled.add(matches.picture(place));
                labels.add(matches.demanded(place, area));
            }
        }
        this.labelled = labelled.toArray();
        this.labels = labels.toArray();
    }

    /** Demanded labels under these weights. */
    int demanded(int[] weights) {
        int sum = 0;
        for (int i = 0; i < labelled.length; i++) {
            sum += weights[labelled[i]] * labels[i];
        }
        return sum;
    }

    /** Whether anything is demanded in some weighting. */
    boolean isDemanded() {
        return labelled.length > 0;
    }

    /** The most right detections there can be at one IoU. */
    int most() {
        return picture.length;
    }

    /** Working arrays and results of a pass, for one thread. */
    static final class Pass {
        private final int[] tp = new int[CocoGrid.IOUS];
        private final int[] fp = new int[CocoGrid.IOUS];
        private final int[] size = new int[CocoGrid.IOUS];
        private final int[] needed = new int[CocoGrid.RECALLS];
        private final int[][] hits;
        private final double[][] curves;

        /** AP at each IoU. */
        final double[] precision = new double[CocoGrid.IOUS];
        /** Final recall at each IoU. */
        final double[] recall = new double[CocoGrid.IOUS];

        Pass(int most) {
            hits = new int[CocoGrid.IOUS][most];
            curves = new double[CocoGrid.IOUS][most];
        }
    }

    /** Computes AP and recall under these weights. Something must be demanded. */
    void pass(int[] weights, int demanded, Pass pass) {
        Arrays.fill(pass.tp, 0);
        Arrays.fill(pass.fp, 0);
        Arrays.fill(pass.size, 0);
        int at = 0;
        int everywhere = 0;
        for (int i = 0; i < picture.length; i++) {
            int weight = weights[picture[i]];
            if (weight == 0) {
                continue;
            }
            for (int end = wrongBefore[i]; at < end; at++) {
                everywhere += weights[wrong[at]];
            }
            for (int left = wrongAt[i]; left != 0; left &= left - 1) {
                pass.fp[Integer.numberOfTrailingZeros(left)] += weight;
            }
            for (int left = rightAt[i]; left != 0; left &= left - 1) {
                int t = Integer.numberOfTrailingZeros(left);
                int hits = pass.tp[t] += weight;
                int n = pass.size[t]++;
                pass.hits[t][n] = hits;
                pass.curves[t][n] = hits / ((double) (everywhere + pass.fp[t]) + hits + CocoGrid.EPSILON);
            }
        }
        need(demanded, pass.needed);
        for (int t = 0; t < CocoGrid.IOUS; t++) {
            pass.recall[t] = (double) pass.tp[t] / demanded;
            pass.precision[t] = averagePrecision(pass.hits[t], pass.curves[t], pass.size[t], pass.needed);
        }
    }

    /** For each recall threshold the least number of right detections that reaches it. */
    private static void need(int demanded, int[] needed) {
        for (int r = 0; r < CocoGrid.RECALLS; r++) {
            int hits = (int) (CocoGrid.recall(r) * demanded);
            while (hits > 0 && (double) (hits - 1) / demanded >= CocoGrid.recall(r)) {
                hits--;
            }
            while ((double) hits / demanded < CocoGrid.recall(r)) {
                hits++;
            }
            needed[r] = hits;
        }
    }

    private static double averagePrecision(int[] hits, double[] curve, int size, int[] needed) {
        for (int i = size - 1; i > 0; i--) {
            curve[i - 1] = Math.max(curve[i - 1], curve[i]);
        }
        double sum = 0;
        int i = 0;
        for (int r = 0; r < CocoGrid.RECALLS; r++) {
            while (i < size && hits[i] < needed[r]) {
                i++;
            }
            if (i == size) {
                break;
            }
            sum += curve[i];
        }
        return sum / CocoGrid.RECALLS;
    }
}
