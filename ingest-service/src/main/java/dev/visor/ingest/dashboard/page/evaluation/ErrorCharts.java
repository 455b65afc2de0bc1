package dev.visor.ingest.dashboard.page.evaluation;

import dev.visor.ingest.dashboard.document.Tide;
import dev.visor.ingest.dashboard.page.evaluation.RowChart.Layout;
import dev.visor.ingest.dashboard.page.evaluation.RowChart.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What kinds of errors cost (TIDE), as bars of AP50 points. */
final class ErrorCharts {
    private ErrorCharts() {}

    private enum Kind {
        CLS("wrong class", Tide.Gains::cls, Tide.Counts::cls),
        LOC("badly placed", Tide.Gains::loc, Tide.Counts::loc),
        BOTH("both of these", Tide.Gains::both, Tide.Counts::both),
        DUPE("duplicate", Tide.Gains::dupe, Tide.Counts::dupe),
        BKG("nothing there", Tide.Gains::bkg, Tide.Counts::bkg),
        MISS("missed", Tide.Gains::miss, Tide.Counts::miss);

        private final String words;
        private final ToDoubleFunction<Tide.Gains> gain;
        private final ToIntFunction<Tide.Counts> count;

        Kind(String words, ToDoubleFunction<Tide.Gains> gain, ToIntFunction<Tide.Counts> count) {
            this.words = words;
            this.gain = gain;
            this.count = count;
        }

        double points(Tide tide) {
            return gain.applyAsDouble(tide.gains()) * 100;
        }

        int count(Tide tide) {
            return count.applyAsInt(tide.counts());
        }
    }

    /** A variant's, with a second one's under each bar if there is one. */
    static RowChart costs(Tide tide, String name, @Nullable Tide other, String otherName) {
        List<Double> values = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            values.add(kind.points(tide));
            if (other != null) {
                values.add(kind.points(other));
            }
        }
        Layout layout = new Layout(RowChart.around(values));
        for (Kind kind : Kind.values()) {
            List<Mark> marks =
                    new ArrayList<>(List.of(layout.bar(kind.points(tide), other == null ? 0 : -5, "look-0")));
            String words = words(kind, tide, name);
            String note = format("%.2f", kind.points(tide));
            if (other != null) {
                marks.add(layout.bar(kind.points(other), 5, "look-1"));
                words += "; " + words(kind, other, otherName);
                note = format("%.1f / %.1f", kind.points(tide), kind.points(other));
            }
            layout.row(kind.words, note, marks, false, words);
        }
        return layout.of("tide", "What each kind of error costs", "points of AP50", null);
    }

    /** What is worse (to the right) or better than in what it is compared with. */
    static RowChart difference(Tide difference, String against) {
        List<Double> values = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            values.add(kind.points(difference));
        }
        Layout layout = new Layout(RowChart.around(values));
        for (Kind kind : Kind.values()) {
            double points = kind.points(difference);
            layout.row(
                    kind.words,
                    signed(points),
                    List.of(layout.bar(points, 0, points > 0 ? "bad" : "good")),
                    false,
                    "%s: %s points of AP50, %s errors, than %s"
                            .formatted(kind.words, signed(points), signed(kind.count(difference)), against));
        }
        return layout.of(
                "tide-difference", "What each kind of error costs more than in " + against, "points of AP50", 0.0);
    }

    private static String words(Kind kind, Tide tide, String name) {
        return format(
                "%s%s: %,d errors cost %.2f points of AP50",
                name.isEmpty() ? "" : name + ", ", kind.words, kind.count(tide), kind.points(tide));
    }

    private static String signed(double points) {
        return format("%+.2f", points).replace('-', '−');
    }

    private static String signed(int count) {
        return format("%+,d", count).replace('-', '−');
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
