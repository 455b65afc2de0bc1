package dev.visor.detection.accuracy;

/**
 * Average precision and final recall of one class, for every area range, IoU threshold and limit of detections
 * ({@code COCOeval.accumulate} of pycocotools 2.0.11): detections of all images in one list by score, precision made
 * falling from the right, read at 101 recalls. Ties of score are broken by image, then by the detector's order.
 *
 * <p>Recall only rises at right detections, and of all precisions at the same recall the first is the greatest; so
 * precision is computed at right detections alone.
 */
final class AveragePrecision {
    /** What there is nothing to measure for. */
    static final double NONE = -1;

    private static final int FIGURES = CocoGrid.AREAS * CocoGrid.IOUS;

    private final double[] precision = new double[FIGURES];
    private final double[][] recall = new double[CocoGrid.detectionLimits()][FIGURES];

    private AveragePrecision() {}

    /** Computes it from the matches of one class. */
    static AveragePrecision of(ClassMatches matches) {
        AveragePrecision result = new AveragePrecision();
        int[][] right = right(matches);
        double[][] curves = curves(matches, right[CocoGrid.detectionLimits() - 1]);
        for (int figure = 0; figure < FIGURES; figure++) {
            int demanded = matches.demanded(figure / CocoGrid.IOUS);
            result.precision[figure] = demanded == 0 ? NONE : averagePrecision(curves[figure], demanded);
            for (int limit = 0; limit < CocoGrid.detectionLimits(); limit++) {
                result.recall[limit][figure] = demanded == 0 ? NONE : (double) right[limit][figure] / demanded;
            }
        }
        return result;
    }

    /** AP of one area range and IoU threshold with at most 100 detections an image, −1 without demanded labels. */
    double precision(int area, int iou) {
        return precision[area * CocoGrid.IOUS + iou];
    }

    /** Recall that is reached with at most so many detections an image, −1 without demanded labels. */
    double recall(int area, int limit, int iou) {
        return recall[limit][area * CocoGrid.IOUS + iou];
    }

    /** Right detections for each limit of detections. */
    private static int[][] right(ClassMatches matches) {
        int[][] counts = new int[CocoGrid.detectionLimits()][FIGURES];
        for (int place = 0; place < matches.pictures(); place++) {
            int first = matches.first(place);
            for (int d = first; d < matches.first(place + 1); d++) {
                for (long left = matches.right(d); left != 0; left &= left - 1) {
                    int figure = Long.numberOfTrailingZeros(left);
                    for (int limit = 0; limit < CocoGrid.detectionLimits(); limit++) {
                        if (d - first < CocoGrid.detectionLimit(limit)) {
                            counts[limit][figure]++;
                        }
                    }
                }
            }
        }
        return counts;
    }

    /** Precision at each right detection, best score first. */
    private static double[][] curves(ClassMatches matches, int[] right) {
        double[][] curves = new double[FIGURES][];
        for (int figure = 0; figure < FIGURES; figure++) {
            curves[figure] = new double[right[figure]];
        }
        int[] tp = new int[FIGURES];
        int[] fp = new int[FIGURES];
        for (int d : matches.byScore()) {
            for (long left = matches.wrong(d); left != 0; left &= left - 1) {
                fp[Long.numberOfTrailingZeros(left)]++;
            }
            for (long left = matches.right(d); left != 0; left &= left - 1) {
                int figure = Long.numberOfTrailingZeros(left);
                int hits = ++tp[figure];
                curves[figure][hits - 1] = hits / ((double) fp[figure] + hits + CocoGrid.EPSILON);
            }
        }
        return curves;
    }

    private static double averagePrecision(double[] curve, int demanded) {
        for (int i = curve.length - 1; i > 0; i--) {
            curve[i - 1] = Math.max(curve[i - 1], curve[i]);
        }
        double sum = 0;
        int i = 0;
        for (int r = 0; r < CocoGrid.RECALLS; r++) {
            while (i < curve.length && (double) (i + 1) / demanded < CocoGrid.recall(r)) {
                i++;
            }
            if (i == curve.length) {
                break;
            }
            sum += curve[i];
        }
        return sum / CocoGrid.RECALLS;
    }
}
