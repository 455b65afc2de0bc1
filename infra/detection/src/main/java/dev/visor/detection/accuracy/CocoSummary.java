package dev.visor.detection.accuracy;

import java.util.List;
import java.util.stream.IntStream;

/**
 * COCO's twelve figures and the accuracy of each class. Each is from 0 to 1, or −1 where nothing is demanded. A class
 * without demanded labels takes no part in any mean, however many false detections it has.
 *
 * @param ap mean over IoU 0.50:0.05:0.95
 * @param ap50 at IoU 0.50
 * @param ap75 at IoU 0.75
 * @param apSmall of labels of at most 32² square pixels
 * @param apMedium of labels of 32² to 96² square pixels
 * @param apLarge of labels of at least 96² square pixels
 * @param ar1 recall with one detection of a class in an image
 * @param ar10 recall with ten
 * @param ar100 recall with a hundred
 * @param arSmall recall of small labels
 * @param arMedium recall of medium labels
 * @param arLarge recall of large labels
 * @param perClass every judged class in order
 */
public record CocoSummary(
        double ap,
        double ap50,
        double ap75,
        double apSmall,
        double apMedium,
        double apLarge,
        double ar1,
        double ar10,
        double ar100,
        double arSmall,
        double arMedium,
        double arLarge,
        List<ClassAccuracy> perClass) {
    private static final int IOU_50 = 0;
    private static final int IOU_75 = 5;
    private static final int LIMIT_100 = CocoGrid.detectionLimits() - 1;

    public CocoSummary {
        perClass = List.copyOf(perClass);
    }

    /** Sums up a table. */
    public static CocoSummary of(MatchTable table) {
        List<AveragePrecision> classes = classes(table);
        List<ClassAccuracy> perClass = IntStream.range(0, table.classes())
                .mapToObj(k -> accuracy(k, table.instances(k), classes.get(k)))
                .toList();
        return new CocoSummary(
                meanPrecision(classes, 0),
                meanPrecision(classes, 0, IOU_50),
                meanPrecision(classes, 0, IOU_75),
                meanPrecision(classes, 1),
                meanPrecision(classes, 2),
                meanPrecision(classes, 3),
                meanRecall(classes, 0, 0),
                meanRecall(classes, 0, 1),
                meanRecall(classes, 0, LIMIT_100),
                meanRecall(classes, 1, LIMIT_100),
                meanRecall(classes, 2, LIMIT_100),
                meanRecall(classes, 3, LIMIT_100),
                perClass);
    }

    /**
     * Mean over classes and IoU thresholds of the AP of one range of areas; −1 where nothing is demanded.
     *
     * @param area all, small, medium or large: 0 to 3
     * @param firstIou the first threshold, 0 for 0.50 to 9 for 0.95
     * @param endIou the one after the last
     */
    public static double precision(MatchTable table, int area, int firstIou, int endIou) {
        return meanPrecision(classes(table), area, firstIou, endIou);
    }

    private static List<AveragePrecision> classes(MatchTable table) {
        return IntStream.range(0, table.classes())
                .parallel()
                .mapToObj(k -> AveragePrecision.of(table.of(k)))
                .toList();
    }

    private static ClassAccuracy accuracy(int classIndex, int instances, AveragePrecision figures) {
        List<AveragePrecision> alone = List.of(figures);
        return new ClassAccuracy(
                classIndex,
                instances,
                meanPrecision(alone, 0),
                figures.precision(0, IOU_50),
                figures.precision(0, IOU_75),
                meanRecall(alone, 0, LIMIT_100));
    }

    private static double meanPrecision(List<AveragePrecision> classes, int area, int iou) {
        return meanPrecision(classes, area, iou, iou + 1);
    }

    private static double meanPrecision(List<AveragePrecision> classes, int area) {
        return meanPrecision(classes, area, 0, CocoGrid.IOUS);
    }

    private static double meanPrecision(List<AveragePrecision> classes, int area, int firstIou, int endIou) {
        Mean mean = new Mean();
        for (AveragePrecision figures : classes) {
            for (int t = firstIou; t < endIou; t++) {
                mean.add(figures.precision(area, t));
            }
        }
        return mean.value();
    }

    private static double meanRecall(List<AveragePrecision> classes, int area, int limit) {
        Mean mean = new Mean();
        for (AveragePrecision figures : classes) {
            for (int t = 0; t < CocoGrid.IOUS; t++) {
                mean.add(figures.recall(area, limit, t));
            }
        }
        return mean.value();
    }

    /** The twelve figures in pycocotools' order. */
    public double[] stats() {
        return new double[] {ap, ap50, ap75, apSmall, apMedium, apLarge, ar1, ar10, ar100, arSmall, arMedium, arLarge};
    }

    /** Mean of what there is to measure. */
    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            if (value > AveragePrecision.NONE) {
                sum += value;
                count++;
            }
        }

        double value() {
            return count == 0 ? AveragePrecision.NONE : sum / count;
        }
    }
}
