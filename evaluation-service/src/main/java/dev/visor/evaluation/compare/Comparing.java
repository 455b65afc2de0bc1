package dev.visor.evaluation.compare;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.figure.Difference;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.figure.FigureRow;
import dev.visor.evaluation.figure.ObservedFigures;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.metric.Agreement;
import dev.visor.evaluation.metric.Calibration;
import dev.visor.evaluation.metric.ConfusionMatrix;
import dev.visor.evaluation.metric.PrecisionRecallCurve;
import dev.visor.evaluation.metric.tide.Tide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes the comparison of two variants that were judged on the same pictures and classes. Same inputs, same bytes. */
final class Comparing {
    /** Of the intervals of differences. */
    static final double CONFIDENCE = 0.95;

    private static final double LEAST_CALIBRATED = 0.05;
    private static final int DIFFERENT_PICTURES = 24;

    private Comparing() {}

    static Comparison of(Side first, Side other) {
        Exhibit a = first.exhibit();
        Side second = other.resampledAs(a.resampling());
        Exhibit b = second.exhibit();
        Comparison.Party one = party(first);
        Comparison.Party two = party(second);
        Gallery gallery = new Gallery(first.split().images());
        return new Comparison(
                ground(first),
                one,
                two,
                figures(new ObservedFigures(a), new ObservedFigures(b)),
                two.tide().minus(one.tide()),
                Agreement.of(a.observations(), a.thresholds(), b.observations(), b.thresholds(), DIFFERENT_PICTURES),
                gallery.secondIsWorse(a, b),
                gallery.secondIsBetter(a, b));
    }

    private static Comparison.Ground ground(Side side) {
        return new Comparison.Ground(
                side.split().dataset(),
                side.split().digest(),
                side.split().split(),
                side.split().images().size(),
                side.exhibit().observations().classes(),
                side.exhibit().resampling().replicates(),
                side.exhibit().resampling().seed(),
                CONFIDENCE);
    }

    private static Comparison.Party party(Side side) {
        Observations observations = side.exhibit().observations();
        double[] thresholds = side.exhibit().thresholds();
        List<PrecisionRecallCurve> curves = PrecisionRecallCurve.of(observations);
        return new Comparison.Party(
                side.variant(),
                side.file(),
                side.evaluation(),
                IntStream.range(0, curves.size())
                        .mapToObj(k -> curves.get(k).at(thresholds[k]))
                        .toList(),
                curves.stream().map(c -> c.thinned(PrecisionRecallCurve.DRAWN)).toList(),
                ConfusionMatrix.of(observations, thresholds),
                Calibration.of(observations, LEAST_CALIBRATED),
                Tide.of(observations),
                side.costs());
    }

    /** What a figure is of. */
    private record Place(Metric metric, Scope scope) {
        static Place of(FigureRow row) {
            return new Place(row.metric(), new Scope(row.className(), row.slice()));
        }
    }

    private static List<ComparedFigure> figures(ObservedFigures first, ObservedFigures second) {
        Map<Place, Double> seconds = new HashMap<>();
        FigureRow.all(second).forEach(row -> seconds.put(Place.of(row), row.value()));
        List<ComparedFigure> figures = new ArrayList<>();
        for (FigureRow row : FigureRow.all(first)) {
            Place place = Place.of(row);
            Double other = seconds.get(place);
            boolean both = row.value() >= 0 && other != null && other >= 0;
            figures.add(figure(
                    place,
                    row.value(),
                    other,
                    both && row.metric().hasInterval()
                            ? first.difference(place.metric(), place.scope(), second, CONFIDENCE)
                            : null,
                    row.instances()));
        }
        for (Metric metric : Metric.values()) {
            if (metric.unit() == Metric.Unit.MILLIS || metric.unit() == Metric.Unit.BYTES) {
                figures.add(figure(
                        new Place(metric, Scope.WHOLE),
                        measured(first.value(metric, Scope.WHOLE)),
                        measured(second.value(metric, Scope.WHOLE)),
                        null,
                        0));
            }
        }
        return List.copyOf(figures);
    }

    private static ComparedFigure figure(
            Place place, @Nullable Double first, @Nullable Double second, @Nullable Difference bounds, int instances) {
        return new ComparedFigure(
                place.metric(),
                place.scope().className(),
                place.scope().slice(),
                first,
                second,
                first == null || second == null || first < 0 || second < 0 ? null : second - first,
                bounds == null ? null : measured(bounds.low()),
                bounds == null ? null : measured(bounds.high()),
                bounds == null ? null : measured(bounds.probabilityWorse()),
                instances);
    }

    private static @Nullable Double measured(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
