package dev.visor.compression.channel.operator;

import java.util.Arrays;

/**
 * What stays of an axis.
 *
 * @param size of the axis as it was
 * @param indices that stay, ascending
 */
public record Kept(int size, int[] indices) {
    int count() {
        return indices.length;
    }

    boolean keeps(int index) {
        return Arrays.binarySearch(indices, index) >= 0;
    }

    /** Where an index that stays lies among those that do. */
    int position(int index) {
        return Arrays.binarySearch(indices, index);
    }
}
