package dev.visor.evaluation.metric.tide;

import dev.visor.detection.accuracy.ScoreOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All detections of one class, those of other classes that would be of this one if they were corrected, and how many labels
 * there are. Equal scores are ranked by picture and then by the detector's order, whatever is corrected.
 */
final class TideRanking {
    /** Recalls at which precision is read: i/100, which isn't always COCO's i · 0.01. */
    private static final int RECALLS = 101;

    private static final byte RIGHT = 0;
    private static final byte INCOMING = 1;
    private static final byte ERROR = 2;
    private static final byte DROPPED = 16;
    private static final byte IN_PLACE = 32;

    private double[] scores = new double[64];
    private byte[] kinds = new byte[64];
    private int size;
    private int labels;
    private int missed;
    private int unfound;
    private final int[] counts = new int[ErrorType.values().length];

    void addRight(double score) {
        add(score, RIGHT);
    }

    /**
     * A detection of this class that is an error.
     *
     * @param dropped takes no part unless it is corrected
     * @param inPlace becomes right if it is corrected; otherwise it is gone then
     */
    void addError(double score, ErrorType error, boolean dropped, boolean inPlace) {
        add(score, (byte) (ERROR + error.ordinal() | (dropped ? DROPPED : 0) | (inPlace ? IN_PLACE : 0)));
        counts[error.ordinal()]++;
    }

    /** A detection of another class that becomes right in this one if its class is corrected. */
    void addIncoming(double score) {
        add(score, INCOMING);
    }

    void addLabel(boolean isFound, boolean isMissed) {
        labels++;
        unfound += isFound ? 0 : 1;
        missed += isMissed ? 1 : 0;
        counts[ErrorType.MISS.ordinal()] += isMissed ? 1 : 0;
    }

    private void add(double score, byte kind) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
        }
        scores[size] = score;
        kinds[size++] = kind;
    }

    TideCounts counts() {
        return TideCounts.of(counts);
    }

    /** AP as it is, with each kind of error corrected, and with all wrong detections or all unfound labels out of the way. */
    Aps aps() {
        int[] order = ScoreOrder.of(scores, 0, size);
        ErrorType[] types = ErrorType.values();
        double[] corrected = new double[types.length];
        for (ErrorType type : types) {
            corrected[type.ordinal()] = ap(order, type, type == ErrorType.MISS ? labels - missed : labels, false);
        }
        return new Aps(
                ap(order, null, labels, false),
                corrected,
                ap(order, null, labels, true),
                ap(order, null, labels - unfound, false));
    }

    /** NaN where a class has neither detections nor labels left. */
    record Aps(double plain, double[] corrected, double withoutWrong, double withoutUnfound) {}

    private double ap(int[] order, @Nullable ErrorType corrected, int demanded, boolean rightFirst) {
        double[] precision = new double[size];
        int right = 0;
        int wrong = 0;
        for (int i : order) {
            int effect = effect(kinds[i], corrected);
            if (effect > 0) {
                right++;
                precision[right - 1] = (double) right / (right + (rightFirst ? 0 : wrong));
            } else if (effect < 0) {
                wrong++;
            }
        }
        if (demanded == 0) {
            return right + wrong == 0 ? Double.NaN : 0;
        }
        for (int i = right - 1; i > 0; i--) {
            precision[i - 1] = Math.max(precision[i - 1], precision[i]);
        }
        double sum = 0;
        int i = 0;
        for (int r = 0; r < RECALLS; r++) {
            while (i < right && (double) (i + 1) / demanded < r / 100.0) {
                i++;
            }
            sum += i < right ? precision[i] : 0;
        }
        return sum / RECALLS;
    }

    /** 1 for a right detection, −1 for a wrong one, 0 for one that takes no part. */
    private static int effect(byte kind, @Nullable ErrorType corrected) {
        if (kind == RIGHT) {
            return 1;
        }
        if (kind == INCOMING) {
            return corrected == ErrorType.CLS ? 1 : 0;
        }
        if (corrected != null && (kind & (DROPPED - 1)) == ERROR + corrected.ordinal()) {
            return (kind & IN_PLACE) != 0 ? 1 : 0;
        }
        return (kind & DROPPED) != 0 ? 0 : -1;
    }
}
