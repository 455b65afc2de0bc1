package dev.visor.detection.dataset.quality;

import java.util.Arrays;
import java.util.List;

/**
 * Counts by ranges.
 *
 * @param from where each range begins, the first belongs to it; a range ends where the next begins, the last never
 * @param counts one a range
 */
public record Histogram(List<Integer> from, List<Integer> counts) {
    public Histogram {
        from = List.copyOf(from);
        counts = List.copyOf(counts);
    }

    /** Counts values; those below the first range are in it. */
    static Histogram of(int[] from, double[] values) {
        int[] counts = new int[from.length];
        for (double value : values) {
            int range = from.length - 1;
            while (range > 0 && value < from[range]) {
                range--;
            }
            counts[range]++;
        }
        return new Histogram(
                Arrays.stream(from).boxed().toList(),
                Arrays.stream(counts).boxed().toList());
    }

    /** The largest count, at least 1. */
    public int peak() {
        return Math.max(1, counts.stream().mapToInt(c -> c).max().orElse(1));
    }
}
