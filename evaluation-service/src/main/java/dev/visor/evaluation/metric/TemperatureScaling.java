package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Observations;

/**
 * Corrects scores by one number: their logits are divided by a temperature (Guo et al. 2017), the one of greatest
 * likelihood. Above 1 it makes an overconfident detector more modest. It keeps the order of scores.
 *
 * @param temperature from 0.01 to 100; 1 where there was nothing to learn from
 * @param detections how many it was fitted on
 */
public record TemperatureScaling(double temperature, int detections) implements ScoreCorrection {
    private static final double LIMIT = 100;
    private static final int HALVINGS = 80;
    /** Keeps logits of scores 0 and 1 finite when fitting. */
    private static final double MARGIN = 1e-7;

    public TemperatureScaling {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("a temperature is greater than 0, was " + temperature);
        }
    }

    /** Fits it to detections of at least this score; right means IoU 0.5 by COCO's greedy matching. */
    public static TemperatureScaling fit(Observations observations, double leastScore) {
        ScoredOutcomes outcomes = ScoredOutcomes.of(observations, leastScore);
        double[] logits = new double[outcomes.size()];
        boolean flat = true;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = logit(Math.clamp(outcomes.scores()[i], MARGIN, 1 - MARGIN));
            flat &= logits[i] == 0;
        }
        return new TemperatureScaling(flat ? 1 : 1 / inverse(logits, outcomes.right()), logits.length);
    }

    /** The likelihood is concave in the inverse temperature, so halving the range of its slope's sign finds the top. */
    private static double inverse(double[] logits, boolean[] right) {
        double low = 1 / LIMIT;
        double high = LIMIT;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(logits, right, middle) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Slope of the negative log-likelihood over the inverse temperature; rising. */
    private static double slope(double[] logits, boolean[] right, double inverse) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            sum += logits[i] * (sigmoid(logits[i] * inverse) - (right[i] ? 1 : 0));
        }
        return sum;
    }

    @Override
    public double apply(double score) {
        // A detector that needs no correction gets its scores back to the last bit.
        return temperature == 1 ? score : sigmoid(logit(Math.clamp(score, 0, 1)) / temperature);
    }

    private static double logit(double score) {
        return StrictMath.log(score / (1 - score));
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }
}
