package dev.visor.evaluation.figure;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.bootstrap.Interval;

/**
 * Bounds of what never happened. If all labels are found, they are in every draw, and the interval has no width however few
 * there are. What is known then is exact: with {@code n} of {@code n} right the share is with confidence {@code c} at least
 * {@code (1 − c)^(1/n)} (Clopper and Pearson 1934), and what never came in {@code n} pictures comes at most
 * {@code −ln(1 − c) / n} times a picture (Poisson; 3 / n at 95 %, hence the name).
 */
record RuleOfThree(double low, double high) {
    /**
     * The interval, or if it has no width at the end of the metric's range the exact bound on the other side.
     *
     * @param trials labels, detections or pictures that the figure rests on
     * @param confidence of the bound on that side
     */
    static RuleOfThree of(Metric metric, Interval interval, int trials, double confidence) {
        double low = interval.low();
        double high = interval.high();
        boolean narrow = low == high && trials > 0;
        if (metric.unit() == Metric.Unit.PER_PICTURE) {
            return new RuleOfThree(low, narrow && high == 0 ? -Math.log(1 - confidence) / trials : high);
        }
        double allRight = Math.pow(1 - confidence, 1.0 / trials);
        return new RuleOfThree(narrow && low == 1 ? allRight : low, narrow && high == 0 ? 1 - allRight : high);
    }
}
