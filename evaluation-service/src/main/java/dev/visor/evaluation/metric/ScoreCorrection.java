package dev.visor.evaluation.metric;

/**
 * Turns a detector's scores into estimates of how probably it is right. It never puts a lower score above a higher one.
 * It must be fitted on other pictures than those it is judged on.
 */
public sealed interface ScoreCorrection permits TemperatureScaling, IsotonicCalibration {
    /** The corrected score, 0 to 1, of a score from 0 to 1. */
    double apply(double score);
}
