package dev.visor.detection.accuracy;

/** Indices by falling score; equal scores keep their order (NumPy's {@code argsort(-score, kind="mergesort")}). */
public final class ScoreOrder {
    private static final int RUN = 16;

    private ScoreOrder() {}

    /** Indices into {@code scores[from, to)}, counted from {@code from}. */
    public static int[] of(double[] scores, int from, int to) {
        int n = to - from;
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int start = 0; start < n; start += RUN) {
            insertionSort(scores, from, order, start, Math.min(start + RUN, n));
        }
        int[] other = new int[n];
        for (int width = RUN; width < n; width *= 2) {
            for (int start = 0; start < n; start += 2 * width) {
                merge(scores, from, order, other, start, Math.min(start + width, n), Math.min(start + 2 * width, n));
            }
            int[] swap = order;
            order = other;
            other = swap;
        }
        return order;
    }

    private static void insertionSort(double[] scores, int from, int[] order, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            int moved = order[i];
            double score = scores[from + moved];
            int j = i;
            while (j > start && scores[from + order[j - 1]] < score) {
                order[j] = order[j - 1];
                j--;
            }
            order[j] = moved;
        }
    }

    private static void merge(double[] scores, int from, int[] source, int[] target, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft =
                    left < middle && (right >= end || !(scores[from + source[right]] > scores[from + source[left]]));
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }
}
