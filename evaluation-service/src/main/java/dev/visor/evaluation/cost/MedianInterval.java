package dev.visor.evaluation.cost;

/**
 * Where the median of what values were drawn from lies, whatever their distribution: between two of the sorted values. As
 * many of n values lie below the true median as heads fall in n throws of a coin, so the l-th smallest and the l-th largest
 * hold it between them with probability 1 − 2 · P(Binomial(n, ½) ≤ l − 1). The largest l is taken that keeps
 * {@value #CONFIDENCE}. (David and Nagaraja, Order Statistics, 3rd edition, 7.1.)
 *
 * @param low smaller end
 * @param high larger end
 * @param coverage probability, 0 to 1; below {@value #CONFIDENCE} only for fewer than six values, whose ends are all there is
 */
public record MedianInterval(double low, double high, double coverage) {
    static final double CONFIDENCE = 0.95;

    /**
     * Of values.
     *
     * @param sorted ascending, at least one
     */
    static MedianInterval of(double[] sorted) {
        int n = sorted.length;
        // P(Binomial(n, ½) = k), by logarithms: ½ⁿ is nothing for n of thousands.
        double logHalf = n * StrictMath.log(0.5);
        double logChoose = 0;
        double tail = StrictMath.exp(logHalf);
        int rank = 1;
        double coverage = 1 - 2 * tail;
        for (int k = 1; k < (n + 1) / 2; k++) {
            logChoose += StrictMath.log((double) (n - k + 1) / k);
            tail += StrictMath.exp(logChoose + logHalf);
            if (1 - 2 * tail < CONFIDENCE) {
                break;
            }
            rank = k + 1;
            coverage = 1 - 2 * tail;
        }
        return new MedianInterval(sorted[rank - 1], sorted[n - rank], Math.max(coverage, 0));
    }
}
