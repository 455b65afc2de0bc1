package dev.visor.evaluation.coco;

import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.bootstrap.Bootstrap;
import dev.visor.detection.bootstrap.Figure;
import dev.visor.detection.bootstrap.Interval;
import dev.visor.detection.bootstrap.Replicates;
import dev.visor.detection.bootstrap.Resampling;
import dev.visor.detection.bootstrap.Units;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where figures lie had other pictures of the same kind been judged: percentile intervals of figures under pictures drawn
 * with replacement. They lie a little high, see {@link dev.visor.detection.bootstrap.Samples#interval}.
 *
 * @param seed what the draws began with
 * @param seconds for all replicates and figures
 * @param figures those that there is something to measure for
 */
public record Intervals(long seed, double seconds, Map<Figure, Interval> figures) {
    private static final double CONFIDENCE = 0.95;

    static Intervals of(MatchTable table, int pictures, Draws draws) {
        long start = System.nanoTime();
        Replicates replicates =
                Bootstrap.of(table, new Resampling(Units.pictures(pictures), draws.replicates(), draws.seed()));
        Map<Figure, Interval> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.SUMMARY) {
            Interval interval = replicates.overall(figure).interval(CONFIDENCE);
            if (!Double.isNaN(interval.estimate())) {
                figures.put(figure, interval);
            }
        }
        return new Intervals(draws.seed(), (System.nanoTime() - start) / 1e9, figures);
    }
}
