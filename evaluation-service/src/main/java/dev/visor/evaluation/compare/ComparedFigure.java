package dev.visor.evaluation.compare;

import dev.visor.contracts.policy.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One figure of two models.
 *
 * @param metric which
 * @param className of one class; absent for all
 * @param slice of one slice; absent for all pictures
 * @param first the first's, in the metric's unit; −1 where there is nothing to measure; absent where it was not measured
 * @param second the second's
 * @param difference second less first; absent unless both were measured
 * @param low lower end of the difference's interval; absent for metrics without one
 * @param high upper end
 * @param probabilityWorse share of draws in which the second is worse, 0 to 1
 * @param instances labelled boxes it rests on; 0 for costs
 */
public record ComparedFigure(
        Metric metric,
        @Nullable String className,
        @Nullable String slice,
        @Nullable Double first,
        @Nullable Double second,
        @Nullable Double difference,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double probabilityWorse,
        int instances) {}
