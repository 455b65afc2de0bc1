package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.matching.FixedMatching;
import dev.visor.evaluation.metric.matching.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Precision, recall and F1 of one class at every score that occurs, at IoU 0.5 by COCO's greedy matching: the
 * precision–recall curve, and each of them over the score.
 *
 * @param className the class
 * @param instances demanded labels
 * @param points by falling threshold; empty where no detection counts
 */
public record PrecisionRecallCurve(String className, int instances, List<OperatingPoint> points) {
    /** Points that are enough for a drawing. */
    public static final int DRAWN = 201;

    private static final int LEAST_LIMIT = 8;

    public PrecisionRecallCurve {
        points = List.copyOf(points);
    }

    /** One curve a class, with every score. */
    public static List<PrecisionRecallCurve> of(Observations observations) {
        List<Ranking> rankings =
                Ranking.of(observations, FixedMatching.of(observations).outcomes());
        return IntStream.range(0, rankings.size())
                .mapToObj(k -> of(observations.classes().get(k), rankings.get(k)))
                .toList();
    }

    private static PrecisionRecallCurve of(String className, Ranking ranking) {
        List<OperatingPoint> points = new ArrayList<>();
        int right = 0;
        for (int i = 0; i < ranking.size(); i++) {
            right += ranking.right()[i] ? 1 : 0;
            if (ranking.endsScore(i)) {
                points.add(OperatingPoint.of(ranking.scores()[i], right, i + 1 - right, ranking.demanded()));
            }
        }
        return new PrecisionRecallCurve(className, ranking.demanded(), points);
    }

    /** What is reached at a threshold, whether its score occurs or not. Exact on a full curve only. */
    public OperatingPoint at(double threshold) {
        int right = 0;
        int wrong = 0;
        for (OperatingPoint point : points) {
            if (point.threshold() < threshold) {
                break;
            }
            right = point.right();
            wrong = point.wrong();
        }
        return OperatingPoint.of(threshold, right, wrong, instances);
    }

    /** The point of greatest F1 from a score on, of equals the one with the greater threshold; none where nothing is right. */
    public Optional<OperatingPoint> bestF1(double floor) {
        return points.stream()
                .filter(p -> p.threshold() >= floor && p.f1() > 0)
                .reduce((best, p) -> p.f1() > best.f1() ? p : best);
    }

    /** Greatest recall at a precision of at least this; 0 where it is never reached, −1 without demanded labels. */
    public double recallAtPrecision(double precision) {
        if (instances == 0) {
            return Share.NONE;
        }
        return points.stream()
                .filter(p -> p.precision() >= precision)
                .mapToDouble(OperatingPoint::recall)
                .max()
                .orElse(0);
    }

    /**
     * The curve with at most so many points, evenly along its way. The ends and the points of greatest F1 and of greatest
     * precision always stay.
     *
     * @param limit at least 8
     */
    public PrecisionRecallCurve thinned(int limit) {
        if (limit < LEAST_LIMIT) {
            throw new IllegalArgumentException(
                    "a curve has room for at least %d points, was %d".formatted(LEAST_LIMIT, limit));
        }
        if (points.size() <= limit) {
            return this;
        }
        NavigableSet<Integer> kept = new TreeSet<>(
                List.of(0, points.size() - 1, first(OperatingPoint::f1), first(OperatingPoint::precision)));
        double[] way = way();
        int places = limit - kept.size();
        int i = 0;
        for (int place = 1; place <= places; place++) {
            double target = way[way.length - 1] * place / (places + 1);
            while (way[i] < target) {
                i++;
            }
            kept.add(i);
        }
        return new PrecisionRecallCurve(
                className, instances, kept.stream().map(points::get).toList());
    }

    private int first(ToDoubleFunction<OperatingPoint> value) {
        return IntStream.range(0, points.size())
                .boxed()
                .max(Comparator.<Integer>comparingDouble(i -> value.applyAsDouble(points.get(i)))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** Length of the curve in threshold, recall and precision up to each point. */
    private double[] way() {
        double[] way = new double[points.size()];
        for (int i = 1; i < way.length; i++) {
            OperatingPoint a = points.get(i - 1);
            OperatingPoint b = points.get(i);
            way[i] = way[i - 1]
                    + (a.threshold() - b.threshold())
                    + (b.recall() - a.recall())
                    + Math.abs(b.precision() - a.precision());
        }
        return way;
    }
}
