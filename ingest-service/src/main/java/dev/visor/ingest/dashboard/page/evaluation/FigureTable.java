package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.contracts.policy.Metric;
import dev.visor.ingest.dashboard.document.ComparisonDocument.Figure;
import dev.visor.ingest.dashboard.page.PageWords;
import dev.visor.ingest.dashboard.view.Words;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures of two variants as text. */
final class FigureTable {
    private static final double ALMOST_SURE = 0.995;

    private FigureTable() {}

    /**
     * A line of the table.
     *
     * @param name the metric, with its class if it is of one
     * @param note what little there is to say of few labels; else empty
     * @param interval of the difference; empty without
     * @param worse how likely the second is worse; empty if unknown
     * @param tone {@code good}, {@code bad} or empty, where the interval is on one side of 0
     */
    record Line(
            String name,
            String note,
            String first,
            String second,
            String difference,
            String interval,
            String worse,
            String tone) {}

    static List<Line> of(List<Figure> figures) {
        return figures.stream().map(FigureTable::line).toList();
    }

    private static Line line(Figure figure) {
        Metric metric = figure.metric();
        return new Line(
                PageWords.metric(metric, figure.className(), figure.slice()),
                metric.isPerSlice() ? SliceCharts.doubt(figure.instances()).replaceFirst(", ", "") : "",
                amount(metric, figure.first()),
                amount(metric, figure.second()),
                signed(metric, figure.difference()),
                figure.low() == null || figure.high() == null
                        ? ""
                        : signed(metric, figure.low()) + " to " + signed(metric, figure.high()),
                probability(figure.probabilityWorse()),
                figure.isWorse() ? "bad" : figure.isBetter() ? "good" : "");
    }

    /** A figure in its unit. */
    static String amount(Metric metric, @Nullable Double value) {
        if (value == null || value < 0) {
            return "–";
        }
        return switch (metric.unit()) {
            case FRACTION, PER_PICTURE -> format("%.4f", value);
            case MILLIS -> Words.millis(value);
            case BYTES -> Words.bytes(value.longValue());
        };
    }

    private static String signed(Metric metric, @Nullable Double value) {
        if (value == null) {
            return "–";
        }
        if (metric.unit() == Metric.Unit.BYTES) {
            return (value < 0 ? "−" : "+") + Words.bytes(Math.round(Math.abs(value)));
        }
        return format(metric.unit() == Metric.Unit.MILLIS ? "%+.2f ms" : "%+.4f", value)
                .replace('-', '−');
    }

    private static String probability(@Nullable Double share) {
        if (share == null) {
            return "";
        }
        return share >= ALMOST_SURE
                ? "almost surely"
                : share <= 1 - ALMOST_SURE ? "hardly" : format("%.0f %%", share * 100);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
