package dev.visor.detection.accuracy;

/**
 * The constants of COCO's bounding box evaluation (pycocotools 2.0.11, {@code cocoeval.Params}), to the last bit: the
 * thresholds are the doubles that NumPy computes, not the decimal fractions.
 */
public final class CocoGrid {
    /** IoU thresholds 0.50:0.05:0.95; the ninth is 0.8999999999999999. */
    public static final int IOUS = 10;
    /** Recall thresholds 0:0.01:1. */
    public static final int RECALLS = 101;
    /** Area ranges: all, small, medium, large. */
    public static final int AREAS = 4;
    /** Detections of an image and class that take part, best first. */
    public static final int MAX_DETECTIONS = 100;
    /** {@code numpy.spacing(1)}, which keeps precision defined before the first detection counts. */
    public static final double EPSILON = 0x1p-52;
    /** All bits of a match table. */
    public static final long ALL_BITS = (1L << (AREAS * IOUS)) - 1;

    private static final int[] DETECTION_LIMITS = {1, 10, MAX_DETECTIONS};
    private static final double[] AREA_LOW = {0, 0, 1024, 9216};
    private static final double[] AREA_HIGH = {1e10, 1024, 9216, 1e10};
    private static final double[] IOU = new double[IOUS];
    private static final double[] RECALL = new double[RECALLS];

    static {
        double step = (0.95 - 0.5) / (IOUS - 1);
        for (int i = 0; i < IOUS - 1; i++) {
            IOU[i] = 0.5 + i * step;
        }
        IOU[IOUS - 1] = 0.95;
        for (int i = 0; i < RECALLS - 1; i++) {
            RECALL[i] = i * 0.01;
        }
        RECALL[RECALLS - 1] = 1;
    }

    private CocoGrid() {}

    /** An IoU threshold. */
    public static double iou(int index) {
        return IOU[index];
    }

    /** A recall at which precision is read. */
    public static double recall(int index) {
        return RECALL[index];
    }

    static int detectionLimits() {
        return DETECTION_LIMITS.length;
    }

    static int detectionLimit(int index) {
        return DETECTION_LIMITS[index];
    }

    /** Whether an area in square pixels lies in a range; both ends belong to it, so 1024 is small and medium. */
    public static boolean inRange(int area, double squarePixels) {
        return squarePixels >= AREA_LOW[area] && squarePixels <= AREA_HIGH[area];
    }

    /** The bit of an area range and IoU threshold in the match table. */
    public static long bit(int area, int iou) {
        return 1L << (area * IOUS + iou);
    }
}
