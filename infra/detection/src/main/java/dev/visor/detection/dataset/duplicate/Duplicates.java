package dev.visor.detection.dataset.duplicate;

import dev.visor.contracts.dataset.Split;
import java.util.List;
import java.util.Map;

/**
 * Pictures that are there more than once. Splits {@code train} and {@code calib} count as one: calibration may see what was
 * trained on.
 *
 * @param sameAcross pictures left out of a split because an earlier one has the same bytes
 * @param nearAcross pairs of near pictures of different splits
 * @param pairs the nearest of them, at most {@value DuplicateFinder#MAX_PAIRS}, nearest first
 * @param within pairs inside a split, same and near, by split; splits without any are absent
 */
public record Duplicates(int sameAcross, long nearAcross, List<Pair> pairs, Map<Split, Within> within) {
    /** None. */
    public static final Duplicates NONE = new Duplicates(0, 0, List.of(), Map.of());

    public Duplicates {
        pairs = List.copyOf(pairs);
    }

    /**
     * Two near pictures of different splits.
     *
     * @param file path of the one in the earlier split
     * @param split of it
     * @param other path of the other
     * @param otherSplit of the other
     * @param bits how many of the 64 bits of their perceptual hashes differ
     */
    public record Pair(String file, Split split, String other, Split otherSplit, int bits) {}

    /**
     * Inside of one split.
     *
     * @param same pairs of the same bytes
     * @param near pairs of other bytes whose hashes are near
     * @param pictures how many have such a twin
     */
    public record Within(long same, long near, int pictures) {}
}
