package dev.visor.compression.calibration;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Asks every calibrator and takes, per tensor, the range of least mean squared error after the lens; of equal ones the
 * first calibrator's. Calibrators stand in order of how much they clip, so a tie clips nothing.
 */
public final class RangeSelector {
    private final List<Calibrator> calibrators;

    /** A choice among these. */
    public RangeSelector(List<Calibrator> calibrators) {
        if (calibrators.isEmpty()) {
            throw new IllegalArgumentException("a choice needs at least one calibrator");
        }
        this.calibrators = List.copyOf(calibrators);
    }

    /** The best range for these values. */
    public Choice select(Histogram histogram, DoubleUnaryOperator lens) {
        QuantizationError error = new QuantizationError(histogram, lens);
        Choice best = propose(calibrators.getFirst(), histogram, lens, error);
        for (Calibrator calibrator : calibrators.subList(1, calibrators.size())) {
            Choice next = propose(calibrator, histogram, lens, error);
            if (next.meanSquaredError() < best.meanSquaredError()) {
                best = next;
            }
        }
        return best;
    }

    private static Choice propose(
            Calibrator calibrator, Histogram histogram, DoubleUnaryOperator lens, QuantizationError error) {
        Range range = calibrator.calibrate(histogram, lens);
        return new Choice(calibrator.name(), range, error.of(range));
    }

    /**
     * What was chosen.
     *
     * @param calibrator whose proposal
     * @param range the range
     * @param meanSquaredError its error after the lens
     */
    public record Choice(String calibrator, Range range, double meanSquaredError) {}
}
