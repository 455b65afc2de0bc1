package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.contracts.policy.Metric;
import dev.visor.ingest.dashboard.document.ComparisonDocument;
import dev.visor.ingest.dashboard.document.ReportDocument;
import dev.visor.ingest.dashboard.page.Axis;
import dev.visor.ingest.dashboard.page.PageWords;
import dev.visor.ingest.dashboard.page.evaluation.RowChart.Layout;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A metric on each slice of the pictures. */
final class SliceCharts {
    /** With fewer labels little can be said. */
    static final int FEW = 30;

    /** With fewer labels nothing can be said. */
    static final int TOO_FEW = 10;

    private SliceCharts() {}

    /** Dots, with the whole as a line; empty without slices. */
    static Optional<RowChart> values(List<ReportDocument.Figure> figures, Metric metric) {
        List<ReportDocument.Figure> slices = figures.stream()
                .filter(f -> f.metric() == metric && f.slice() != null && f.className() == null && f.value() >= 0)
                .toList();
        if (slices.isEmpty()) {
            return Optional.empty();
        }
        Double whole = figures.stream()
                .filter(f -> f.metric() == metric && f.slice() == null && f.className() == null && f.value() >= 0)
                .map(ReportDocument.Figure::value)
                .findFirst()
                .orElse(null);
        double greatest =
                slices.stream().mapToDouble(ReportDocument.Figure::value).reduce(whole == null ? 0 : whole, Math::max);
        Layout layout =
                new Layout(metric.unit() == Metric.Unit.FRACTION ? LineChart.share() : Axis.covering(0, greatest, 0));
        for (ReportDocument.Figure figure : slices) {
            String slice = String.valueOf(figure.slice());
            layout.row(
                    slice,
                    count(figure.instances()),
                    List.of(layout.dot(figure.value(), null, null, 0, "look-0")),
                    figure.instances() < FEW,
                    format(
                            "%s: %.3f from %,d labels%s",
                            slice, figure.value(), figure.instances(), doubt(figure.instances())));
        }
        return Optional.of(layout.of(
                "slices-" + metric.word(),
                name(metric) + " by slice" + (whole == null ? "" : format("; the line is all pictures, %.3f", whole)),
                name(metric),
                whole));
    }

    /** Differences with their intervals around 0; empty without slices. */
    static Optional<RowChart> differences(List<ComparisonDocument.Figure> figures, Metric metric) {
        List<ComparisonDocument.Figure> shown = figures.stream()
                .filter(f -> f.metric() == metric && f.className() == null && f.difference() != null)
                .toList();
        if (shown.stream().noneMatch(f -> f.slice() != null)) {
            return Optional.empty();
        }
        double far = shown.stream()
                .flatMap(f -> Stream.of(f.difference(), f.low(), f.high()))
                .mapToDouble(v -> v == null ? 0 : Math.abs(v))
                .max()
                .orElse(0);
        Layout layout = new Layout(far < 1e-9 ? new Axis(-0.01, 0.01, 0.005) : Axis.covering(-far, far, -2 * far));
        for (ComparisonDocument.Figure figure : shown) {
            double difference = Objects.requireNonNull(figure.difference());
            String slice = figure.slice() == null ? "all pictures" : figure.slice();
            Double low = figure.low();
            Double high = figure.high();
            layout.row(
                    slice,
                    count(figure.instances()),
                    List.of(layout.dot(
                            difference,
                            figure.low(),
                            figure.high(),
                            0,
                            figure.isWorse() ? "bad" : figure.isBetter() ? "good" : "quiet")),
                    figure.instances() < FEW,
                    format("%s: %+.4f", slice, difference)
                            + (low == null || high == null ? "" : format(" (%+.4f to %+.4f)", low, high))
                            + format(", %,d labels%s", figure.instances(), doubt(figure.instances())));
        }
        return Optional.of(layout.of(
                "slices-difference-" + metric.word(),
                "Difference of " + name(metric) + " by slice, with 95 % intervals",
                "second less first" + (metric.greaterIsBetter() ? ", right is better" : ", left is better"),
                0.0));
    }

    private static String count(int instances) {
        return format("n = %,d", instances);
    }

    /** What may be said of so many labels. */
    static String doubt(int instances) {
        return instances < TOO_FEW ? ", too few to tell" : instances < FEW ? ", few" : "";
    }

    private static String name(Metric metric) {
        return PageWords.metric(metric, null, null);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
