package dev.visor.compression.calibration;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * Asks every calibrator and takes, per tensor, the range of least mean squared error after the lens: its proposal or the
 * symmetric range about it. Of equal ones the first calibrator's, and the asymmetric one. Calibrators stand in order of how much they clip, so a tie clips nothing.
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
        return calibrators.stream()
                .flatMap(calibrator -> {
                    Range range = calibrator.calibrate(histogram, lens);
                    return Stream.of(range, range.symmetric())
                            .distinct()
                            .map(r -> new Choice(calibrator.name(), r, error.of(r)));
                })
                .reduce((best, next) -> next.meanSquaredError() < best.meanSquaredError() ? next : best)
                .orElseThrow();
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
