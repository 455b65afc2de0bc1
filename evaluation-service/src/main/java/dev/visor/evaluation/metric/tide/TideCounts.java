package dev.visor.evaluation.metric.tide;

/**
 * How many errors of each kind there are. A wrong class counts for the class that was reported, a miss for the label's.
 *
 * @param cls the right place, another class
 * @param loc the right class, IoU 0.1 to 0.5
 * @param both another class, and badly placed
 * @param dupe a label that a better detection has
 * @param bkg nothing is there
 * @param miss a label that no detection has or could have by being corrected
 */
public record TideCounts(int cls, int loc, int both, int dupe, int bkg, int miss) {
    static TideCounts of(int[] counts) {
        return new TideCounts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
    }

    /** These less the parent's. */
    public TideCounts minus(TideCounts parent) {
        return new TideCounts(
                cls - parent.cls,
                loc - parent.loc,
                both - parent.both,
                dupe - parent.dupe,
                bkg - parent.bkg,
                miss - parent.miss);
    }
}
