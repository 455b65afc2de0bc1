package dev.visor.compression.pass.sparsity;

import java.util.Arrays;
import java.util.regex.Matcher;

/**
 * Where zeros may lie.
 *
 * @param kept how many of a block stay; 0 for no blocks
 * @param block so many input channels in a row, at one place of the kernel; 0 for no blocks
 */
record Pattern(int kept, int block) {
    private static final java.util.regex.Pattern WORDS = java.util.regex.Pattern.compile("(\\d{1,2}):(\\d{1,2})");
    private static final int LARGEST = 32;

    /** Reads {@code unstructured} or {@code n:m}, n of m weights kept. */
    static Pattern of(String words) {
        if (words.equals("unstructured")) {
            return new Pattern(0, 0);
        }
        Matcher matcher = WORDS.matcher(words);
        int kept = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        int block = kept > 0 ? Integer.parseInt(matcher.group(2)) : 0;
        if (kept < 1 || block <= kept || block > LARGEST) {
            throw new IllegalArgumentException(
                    "pattern must be 'unstructured' or 'n:m' with 1 ≤ n < m ≤ %d, as 2:4; was '%s'"
                            .formatted(LARGEST, words));
        }
        return new Pattern(kept, block);
    }

    boolean isUnstructured() {
        return block == 0;
    }

    /** How many of so many weights in a row become zero: all but the kept share of a block, rounded down. */
    int zeros(int length) {
        return length * (block - kept) / block;
    }

    /** Marks the {@code count} least of the scores from {@code from} to {@code to}; of equal ones the first. */
    static void markLeast(double[] scores, int from, int to, int count, boolean[] marks) {
        long[] keys = new long[to - from];
        for (int i = from; i < to; i++) {
            // Non-negative floats order as their bits do.
            keys[i - from] = (long) Float.floatToIntBits((float) scores[i]) << 32 | i;
        }
        Arrays.sort(keys);
        for (int i = 0; i < count; i++) {
            marks[(int) keys[i]] = true;
        }
    }
}
