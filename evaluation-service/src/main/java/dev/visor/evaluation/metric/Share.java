package dev.visor.evaluation.metric;

/** Parts of wholes, and means, that may have nothing to measure. */
final class Share {
    /** What there is nothing to measure for. */
    static final double NONE = -1;

    private Share() {}

    /** Part of a whole, or −1 where the whole is empty. */
    static double of(double part, double whole) {
        return whole == 0 ? NONE : part / whole;
    }

    /** Mean of what there is to measure, or −1. */
    static double mean(double... values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (value > NONE) {
                sum += value;
                count++;
            }
        }
        return of(sum, count);
    }
}
