package dev.visor.evaluation.metric.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Pairs boxes of two sides one to one, whatever their classes and scores: the pair of greatest IoU first, of equals the one
 * with the lower place on the first side, then on the second. Equal boxes overlap fully, even those without area, so a
 * list of boxes is always paired with itself in order.
 */
public final class PairMatching {
    private static final Comparator<Pair> ORDER = Comparator.comparingDouble(Pair::iou)
            .reversed()
            .thenComparingInt(Pair::first)
            .thenComparingInt(Pair::second);

    private PairMatching() {}

    private record Pair(int first, int second, double iou) {}

    /**
     * For each chosen box of the first side the place of its partner among those chosen of the second, or −1.
     *
     * @param a x, y, width, height of each box of the first side
     * @param ofA which of them take part
     * @param b x, y, width, height of each box of the second side
     * @param ofB which of them take part
     * @param least IoU from which on boxes may be paired, above 0 to 1
     */
    public static int[] of(double[] a, int[] ofA, double[] b, int[] ofB, double least) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < ofA.length; i++) {
            for (int j = 0; j < ofB.length; j++) {
                double iou = overlap(a, ofA[i], b, ofB[j]);
                if (iou >= least) {
                    pairs.add(new Pair(i, j, iou));
                }
            }
        }
        pairs.sort(ORDER);
        int[] partners = new int[ofA.length];
        Arrays.fill(partners, -1);
        boolean[] taken = new boolean[ofB.length];
        for (Pair pair : pairs) {
            if (partners[pair.first] < 0 && !taken[pair.second]) {
                partners[pair.first] = pair.second;
                taken[pair.second] = true;
            }
        }
        return partners;
    }

    private static double overlap(double[] a, int i, double[] b, int j) {
        boolean same = Arrays.equals(a, 4 * i, 4 * i + 4, b, 4 * j, 4 * j + 4);
        return same ? 1 : Math.min(1, Overlap.iou(a, i, b, j));
    }
}
