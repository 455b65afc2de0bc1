package dev.visor.detection.accuracy;

import java.util.stream.IntStream;

/**
 * The score from which on detections should be reported: where the mean F1 of the classes is greatest, at IoU 0.5 and
 * any size. Detections with exactly this score are reported.
 */
public final class BestThreshold {
    private static final long BIT = CocoGrid.bit(0, 0);

    private BestThreshold() {}

    /**
     * The threshold, or the floor where no detection is right or the best lies lower; the greater of equals.
     *
     * @param floor least threshold, 0 to 1
     */
    public static double of(MatchTable table, double floor) {
        int size = table.detections();
        double[] scores = new double[size];
        int[] owner = new int[size];
        byte[] effect = new byte[size];
        int at = 0;
        for (int k = 0; k < table.classes(); k++) {
            ClassMatches matches = table.of(k);
            for (int d = 0; d < matches.detections(); d++) {
                scores[at] = matches.score(d);
                owner[at] = k;
                effect[at++] = effect(matches, d);
            }
        }
        return Math.max(floor, sweep(scores, owner, effect, instances(table), floor));
    }

    /** 1 for a right detection, −1 for a wrong one, 0 for one that doesn't count. */
    private static byte effect(ClassMatches matches, int d) {
        if ((matches.right(d) & BIT) != 0) {
            return 1;
        }
        return (byte) ((matches.wrong(d) & BIT) != 0 ? -1 : 0);
    }

    private static int[] instances(MatchTable table) {
        return IntStream.range(0, table.classes()).map(table::instances).toArray();
    }

    private static double sweep(double[] scores, int[] owner, byte[] effect, int[] demanded, double floor) {
        int[] right = new int[demanded.length];
        int[] wrong = new int[demanded.length];
        int[] order = ScoreOrder.of(scores, 0, scores.length);
        double best = 0;
        double threshold = floor;
        double sum = 0;
        for (int i = 0; i < order.length; i++) {
            int k = owner[order[i]];
            if (demanded[k] > 0 && effect[order[i]] != 0) {
                sum -= f1(right[k], wrong[k], demanded[k]);
                if (effect[order[i]] > 0) {
                    right[k]++;
                } else {
                    wrong[k]++;
                }
                sum += f1(right[k], wrong[k], demanded[k]);
            }
            boolean last = i + 1 == order.length || scores[order[i + 1]] < scores[order[i]];
            // The margin keeps rounding of the running sum from moving the threshold.
            if (last && sum > best + 1e-9) {
                best = sum;
                threshold = scores[order[i]];
            }
        }
        return threshold;
    }

    private static double f1(int right, int wrong, int demanded) {
        return 2.0 * right / (right + wrong + demanded);
    }
}
