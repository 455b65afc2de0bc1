package dev.visor.ingest.dashboard.page;

import dev.visor.contracts.compression.SearchReport;
import dev.visor.ingest.dashboard.page.Scatter.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * AP against trials, laid out: every coordinate is a pixel of a {@value #WIDTH} × {@value #HEIGHT} drawing.
 *
 * @param yTicks horizontal grid lines
 * @param goal height of the least AP that keeps the promise
 * @param line points of the line, as SVG has them
 * @param marks one a trial
 */
public record TrialChart(List<Tick> yTicks, double goal, String line, List<Mark> marks) {
    public static final int WIDTH = 720;
    public static final int HEIGHT = 240;
    private static final int LEFT = 58;
    private static final int RIGHT = 16;
    private static final int TOP = 26;
    private static final int BOTTOM = 28;

    /** A trial; words say all of it. */
    public record Mark(double x, double y, boolean kept, String words) {}

    /** Null where nothing was tried. */
    static @Nullable TrialChart of(@Nullable SearchReport search) {
        if (search == null || search.trials().isEmpty()) {
            return null;
        }
        double goal = search.referenceAp() - search.goalDrop();
        List<SearchReport.Trial> trials = search.trials();
        double least = Math.min(
                goal, trials.stream().mapToDouble(SearchReport.Trial::ap).min().orElse(goal));
        double greatest = Math.max(
                search.referenceAp(),
                trials.stream().mapToDouble(SearchReport.Trial::ap).max().orElse(goal));
        Axis axis = Axis.covering(least, greatest, 0);
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            SearchReport.Trial trial = trials.get(i);
            double x = LEFT + (i + 0.5) / trials.size() * (WIDTH - LEFT - RIGHT);
            marks.add(new Mark(round(x), y(axis, trial.ap()), trial.ap() >= goal, words(i + 1, trial)));
        }
        return new TrialChart(
                axis.ticks().stream()
                        .map(v -> new Tick(y(axis, v), axis.label(v)))
                        .toList(),
                y(axis, goal),
                marks.stream().map(m -> m.x() + "," + m.y()).collect(Collectors.joining(" ")),
                marks);
    }

    private static String words(int number, SearchReport.Trial trial) {
        return String.format(
                Locale.ROOT,
                "trial %d: AP %.4f, %.2f ms predicted, %d nodes to float, %d back%s",
                number,
                trial.ap(),
                trial.predictedMillis(),
                trial.added().size(),
                trial.removed().size(),
                trial.cached() ? ", known from before" : "");
    }

    private static double y(Axis axis, double value) {
        return round(TOP + (1 - axis.fraction(value)) * (HEIGHT - TOP - BOTTOM));
    }

    private static double round(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }

    public double left() {
        return LEFT;
    }

    public double right() {
        return WIDTH - RIGHT;
    }
}
