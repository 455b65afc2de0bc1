package dev.visor.detection.suppression;

import dev.visor.contracts.model.DetectorManifest;
import dev.visor.detection.decoder.Candidates;
import java.util.Arrays;

/**
 * Greedy non-maximum suppression: from the best score down, a box stays unless it overlaps a kept one by more than the
 * limit. Equal scores keep the order in which they were decoded, so results repeat exactly. Buffers are reused; for one
 * thread at a time.
 */
public final class Suppression {
    /** Most boxes that a picture is given. */
    public static final int MAX_DETECTIONS = 300;

    private final double maxIou;
    private final boolean agnostic;
    private final int maxDetections;
    private long[] order = new long[256];
    private final int[] kept;

    /**
     * Prepares suppression.
     *
     * @param maxIou intersection over union above which (strictly) the lower-scored box goes, in (0, 1]
     * @param agnostic whether boxes of different classes suppress each other
     * @param maxDetections most boxes kept, ≥ 1
     */
    public Suppression(double maxIou, boolean agnostic, int maxDetections) {
        if (!(maxIou > 0 && maxIou <= 1)) {
            throw new IllegalArgumentException("maxIou must be in (0, 1], was " + maxIou);
        }
        if (maxDetections < 1) {
            throw new IllegalArgumentException("maxDetections must be ≥ 1, was " + maxDetections);
        }
        this.maxIou = maxIou;
        this.agnostic = agnostic;
        this.maxDetections = maxDetections;
        this.kept = new int[maxDetections];
    }

    /** Class by class (none for a limit of 1), at most {@value #MAX_DETECTIONS} boxes. */
    public static Suppression classwise(double maxIou) {
        return new Suppression(maxIou, false, MAX_DETECTIONS);
    }

    /** As a detector is used: class by class, or none at all if its boxes are final. */
    public static Suppression of(DetectorManifest manifest) {
        return classwise(manifest.family().finalBoxes() ? 1 : manifest.suppressionIou());
    }

    /**
     * Chooses which stay.
     *
     * @return how many stay; {@link #kept} says which, best first
     */
    public int apply(Candidates boxes) {
        int size = boxes.size();
        if (order.length < size) {
            order = new long[Math.max(size, order.length * 2)];
        }
        for (int i = 0; i < size; i++) {
            // Sorts ascending, so the score is negated by complement; the index breaks ties.
            order[i] = ((long) ~sortable(boxes.score(i)) << 32) | i;
        }
        Arrays.sort(order, 0, size);
        int count = 0;
        for (int at = 0; at < size && count < maxDetections; at++) {
            int candidate = (int) order[at];
            if (maxIou >= 1 || !overlapsKept(boxes, candidate, count)) {
                kept[count++] = candidate;
            }
        }
        return count;
    }

    /** Index among the candidates of the i-th best that stays. */
    public int kept(int i) {
        return kept[i];
    }

    private boolean overlapsKept(Candidates boxes, int candidate, int count) {
        for (int k = 0; k < count; k++) {
            int other = kept[k];
            if ((agnostic || boxes.classIndex(other) == boxes.classIndex(candidate))
                    && iou(boxes, candidate, other) > maxIou) {
                return true;
            }
        }
        return false;
    }

    private static double iou(Candidates boxes, int a, int b) {
        double width = Math.min((double) boxes.right(a), boxes.right(b)) - Math.max(boxes.left(a), boxes.left(b));
        double height = Math.min((double) boxes.bottom(a), boxes.bottom(b)) - Math.max(boxes.top(a), boxes.top(b));
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double intersection = width * height;
        return intersection / (area(boxes, a) + area(boxes, b) - intersection);
    }

    private static double area(Candidates boxes, int i) {
        return ((double) boxes.right(i) - boxes.left(i)) * ((double) boxes.bottom(i) - boxes.top(i));
    }

    /** An int that sorts as the float does. */
    private static int sortable(float score) {
        int bits = Float.floatToIntBits(score);
        return bits ^ ((bits >> 31) & 0x7FFFFFFF);
    }
}
