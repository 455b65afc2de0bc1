package dev.visor.detection.accuracy;

import java.util.Arrays;
import java.util.List;

/**
 * Average precision and final recall of one class, for every area range, IoU threshold and limit of detections
 * ({@code COCOeval.accumulate} of pycocotools 2.0.11): detections of all images in one list by score, precision made
 * falling from the right, read at 101 recalls. Ties of score are broken by image, then by the detector's order.
 */
final class AveragePrecision {
    /** What there is nothing to measure for. */
    static final double NONE = -1;

    private final double[][] precision = new double[CocoGrid.AREAS][CocoGrid.IOUS];
    private final double[][][] recall = new double[CocoGrid.AREAS][CocoGrid.detectionLimits()][CocoGrid.IOUS];

    private AveragePrecision() {}

    /** Computes it from the cells of one class. */
    static AveragePrecision of(List<MatchTable.Cell> cells) {
        AveragePrecision result = new AveragePrecision();
        Ranking ranking = Ranking.of(cells);
        double[] curve = new double[ranking.size()];
        int[] truePositives = new int[ranking.size()];
        for (int area = 0; area < CocoGrid.AREAS; area++) {
            int demanded = demanded(cells, area);
            for (int t = 0; t < CocoGrid.IOUS; t++) {
                long bit = CocoGrid.bit(area, t);
                result.precision[area][t] =
                        demanded == 0 ? NONE : averagePrecision(ranking, bit, demanded, curve, truePositives);
                for (int limit = 0; limit < CocoGrid.detectionLimits(); limit++) {
                    result.recall[area][limit][t] =
                            demanded == 0 ? NONE : recall(ranking, bit, demanded, CocoGrid.detectionLimit(limit));
                }
            }
        }
        return result;
    }

    private static int demanded(List<MatchTable.Cell> cells, int area) {
        int sum = 0;
        for (MatchTable.Cell cell : cells) {
            sum += cell.demanded()[area];
        }
        return sum;
    }

    /** AP of one area range and IoU threshold with at most 100 detections an image, −1 without demanded labels. */
    double precision(int area, int iou) {
        return precision[area][iou];
    }

    /** Recall that is reached with at most so many detections an image, −1 without demanded labels. */
    double recall(int area, int limit, int iou) {
        return recall[area][limit][iou];
    }

    private static double averagePrecision(
            Ranking ranking, long bit, int demanded, double[] curve, int[] truePositives) {
        int n = ranking.size();
        int tp = 0;
        int fp = 0;
        for (int i = 0; i < n; i++) {
            if ((ranking.ignored[i] & bit) == 0) {
                if ((ranking.matched[i] & bit) != 0) {
                    tp++;
                } else {
                    fp++;
                }
            }
            truePositives[i] = tp;
            curve[i] = tp / ((double) fp + tp + CocoGrid.EPSILON);
        }
        for (int i = n - 1; i > 0; i--) {
            curve[i - 1] = Math.max(curve[i - 1], curve[i]);
        }
        double sum = 0;
        int i = 0;
        for (int r = 0; r < CocoGrid.RECALLS; r++) {
            while (i < n && (double) truePositives[i] / demanded < CocoGrid.recall(r)) {
                i++;
            }
            if (i == n) {
                break;
            }
            sum += curve[i];
        }
        return sum / CocoGrid.RECALLS;
    }

    private static double recall(Ranking ranking, long bit, int demanded, int limit) {
        int tp = 0;
        for (int i = 0; i < ranking.size(); i++) {
            if (ranking.rank[i] < limit && (ranking.ignored[i] & bit) == 0 && (ranking.matched[i] & bit) != 0) {
                tp++;
            }
        }
        return (double) tp / demanded;
    }

    /** All detections of a class by score; {@code rank} is the place within the image. */
    private record Ranking(long[] matched, long[] ignored, int[] rank) {
        static Ranking of(List<MatchTable.Cell> cells) {
            int size = cells.stream().mapToInt(c -> c.scores().length).sum();
            double[] scores = new double[size];
            long[] matched = new long[size];
            long[] ignored = new long[size];
            int[] rank = new int[size];
            int at = 0;
            for (MatchTable.Cell cell : cells) {
                int count = cell.scores().length;
                System.arraycopy(cell.scores(), 0, scores, at, count);
                System.arraycopy(cell.matched(), 0, matched, at, count);
                System.arraycopy(cell.ignored(), 0, ignored, at, count);
                for (int d = 0; d < count; d++) {
                    rank[at + d] = d;
                }
                at += count;
            }
            int[] order = ScoreOrder.of(scores, 0, size);
            return new Ranking(
                    Arrays.stream(order).mapToLong(i -> matched[i]).toArray(),
                    Arrays.stream(order).mapToLong(i -> ignored[i]).toArray(),
                    Arrays.stream(order).map(i -> rank[i]).toArray());
        }

        int size() {
            return rank.length;
        }
    }
}
