package dev.visor.evaluation.figure;

import dev.visor.contracts.policy.Metric;
import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.bootstrap.Bootstrap;
import dev.visor.detection.bootstrap.Figure;
import dev.visor.detection.bootstrap.Interval;
import dev.visor.detection.bootstrap.RatioBootstrap;
import dev.visor.detection.bootstrap.Replicates;
import dev.visor.detection.bootstrap.Samples;
import dev.visor.evaluation.gate.Bounds;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.metric.Agreement;
import dev.visor.evaluation.metric.Alarms;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Resampled figures of a model. Pictures are the same for all models on a split, so two can be subtracted draw by draw. */
final class Intervals {
    private final Exhibit exhibit;
    private final Supplier<MatchTable> whole;
    private final Map<Resampled, Replicates> replicates = new ConcurrentHashMap<>();

    Intervals(Exhibit exhibit) {
        this.exhibit = exhibit;
        this.whole = Once.of(() -> MatchTable.of(exhibit.observations()));
    }

    /** What one pass over the draws gives for all classes; of the whole table or of the slice's own. */
    private record Resampled(Figure figure, @Nullable String slice, boolean ofWhole) {}

    /** The bounds of a figure, each with this confidence. */
    Bounds bounds(Metric metric, Scope scope, double confidence) {
        Interval interval = samples(metric, scope).interval(2 * confidence - 1);
        Bounds.Drawn drawn = drawn(metric, scope);
        RuleOfThree bounds = RuleOfThree.of(metric, interval, trials(metric, scope, drawn), confidence);
        return new Bounds(bounds.low(), bounds.high(), drawn);
    }

    /** The bounds of how much worse this model is than another. Where neither ever differs they are 0 and 0. */
    Bounds lossBounds(Metric metric, Scope scope, Intervals reference, double confidence) {
        Interval interval = loss(metric, scope, reference).interval(2 * confidence - 1);
        return new Bounds(interval.low(), interval.high(), drawn(metric, scope));
    }

    private Bounds.Drawn drawn(Metric metric, Scope scope) {
        Part.Chosen part = Part.of(exhibit.observations(), exhibit.slices(), scope);
        Optional<SizeRange> range = SizeRange.of(metric);
        BitSet telling = new BitSet();
        for (int i = 0; i < part.places().length; i++) {
            Labels labels = part.observations().pictures().get(i).labels();
            if (metric == Metric.FALSE_ALARMS
                    || IntStream.range(0, labels.size()).anyMatch(g -> LabelCount.counts(labels, g, range))) {
                telling.set(exhibit.resampling().unitOf(part.places()[i]));
            }
        }
        return new Bounds.Drawn(exhibit.resampling().units(), telling.cardinality(), exhibit.unit());
    }

    /** What a figure without any failure was tried on: labels of the rarest class of a mean; frames of a clip count once. */
    private int trials(Metric metric, Scope scope, Bounds.Drawn drawn) {
        Part.Chosen part = Part.of(exhibit.observations(), exhibit.slices(), scope);
        IntStream labels = LabelCount.of(part.observations(), SizeRange.of(metric)).values().stream()
                .mapToInt(Integer::intValue);
        int trials = switch (metric) {
            case MISSED, FALSE_ALARMS -> part.places().length;
            case RECALL -> labels.sum();
            // That a model agrees with itself is known without any label.
            case FLIP_RATE -> exhibit.parent() == null ? 0 : labels.sum();
            case PRECISION -> reported(part.observations(), scope);
            default -> labels.filter(n -> n > 0).min().orElse(0);
        };
        return exhibit.resampling().units() < exhibit.resampling().pictures()
                ? Math.min(trials, drawn.telling())
                : trials;
    }

    private int reported(Observations observations, Scope scope) {
        int sum = 0;
        for (Alarms.ByPicture counts : Alarms.byPicture(observations, exhibit.thresholds(scope.className()))) {
            sum += IntStream.range(0, observations.pictures().size())
                    .map(p -> reported(counts, p))
                    .sum();
        }
        return sum;
    }

    /** How much worse this model is than another, draw by draw. */
    Samples loss(Metric metric, Scope scope, Intervals reference) {
        Samples own = samples(metric, scope);
        Samples other = reference.samples(metric, scope);
        return metric.greaterIsBetter() ? other.minus(own) : own.minus(other);
    }

    Samples samples(Metric metric, Scope scope) {
        return SizeRange.figure(metric, scope.slice())
                .map(figure -> coco(figure, scope, true))
                .orElseGet(() -> ofPart(metric, scope));
    }

    private Samples ofPart(Metric metric, Scope scope) {
        return switch (metric) {
            case AP -> coco(Figure.AP, scope);
            case AP50 -> coco(Figure.AP50, scope);
            case AP75 -> coco(Figure.AP75, scope);
            case AP_SMALL -> coco(Figure.AP_SMALL, scope);
            case AP_MEDIUM -> coco(Figure.AP_MEDIUM, scope);
            case AP_LARGE -> coco(Figure.AP_LARGE, scope);
            case AR100 -> coco(Figure.AR100, scope);
            case PRECISION -> ratio(scope, Intervals::right, Intervals::reported);
            case RECALL -> ratio(scope, Intervals::right, (counts, p) -> counts.demanded()[p]);
            case MISSED -> ratio(scope, (counts, p) -> counts.missed()[p], null);
            case FALSE_ALARMS -> ratio(scope, (counts, p) -> counts.falseAlarms()[p], null);
            case FLIP_RATE -> flips(scope);
            default -> throw new IllegalArgumentException("there is no interval of " + metric.word());
        };
    }

    /** A slice of sizes has labels of its own; any other is a choice of pictures, whose table is in the whole's. */
    private Samples coco(Figure figure, Scope scope) {
        return coco(figure, scope, SizeRange.of(scope.slice()).isEmpty());
    }

    private Samples coco(Figure figure, Scope scope, boolean ofWhole) {
        Replicates drawn = replicates.computeIfAbsent(new Resampled(figure, scope.slice(), ofWhole), this::draw);
        return scope.className() == null
                ? drawn.overall(figure)
                : drawn.ofClass(exhibit.observations().classes().indexOf(scope.className()), figure);
    }

    private Replicates draw(Resampled what) {
        MatchTable table = what.ofWhole()
                ? whole.get()
                : MatchTable.of(Part.of(exhibit.observations(), exhibit.slices(), new Scope(null, what.slice()))
                        .observations());
        return Bootstrap.of(table, exhibit.resampling(), EnumSet.of(what.figure()), pictures(what.slice()));
    }

    private BitSet pictures(@Nullable String slice) {
        int count = exhibit.observations().pictures().size();
        if (slice != null) {
            return exhibit.slices().pictures(slice, count);
        }
        BitSet all = new BitSet();
        all.set(0, count);
        return all;
    }

    /** A count of one class in a picture. */
    private interface Count {
        int of(Alarms.ByPicture counts, int picture);
    }

    private static int right(Alarms.ByPicture counts, int picture) {
        return counts.demanded()[picture] - counts.missed()[picture];
    }

    private static int reported(Alarms.ByPicture counts, int picture) {
        return right(counts, picture) + counts.falseAlarms()[picture];
    }

    /** Sums over classes and pictures; without a denominator by picture. */
    private Samples ratio(Scope scope, Count numerator, @Nullable Count denominator) {
        Part.Chosen part = Part.of(exhibit.observations(), exhibit.slices(), scope);
        Observations observations = part.observations();
        List<Alarms.ByPicture> classes = Alarms.byPicture(observations, exhibit.thresholds(scope.className()));
        double[] above = new double[exhibit.resampling().pictures()];
        double[] below = new double[above.length];
        for (int i = 0; i < part.places().length; i++) {
            int place = part.places()[i];
            for (Alarms.ByPicture counts : classes) {
                above[place] += numerator.of(counts, i);
                below[place] += denominator == null ? 0 : denominator.of(counts, i);
            }
            if (denominator == null) {
                below[place] = 1;
            }
        }
        return RatioBootstrap.of(above, below, exhibit.resampling());
    }

    /** Objects that differ from the parent's by all objects; where neither reports any, nothing differs. */
    private Samples flips(Scope scope) {
        double[] differing = new double[exhibit.resampling().pictures()];
        double[] objects = new double[differing.length];
        Exhibit parent = exhibit.parent();
        if (parent != null) {
            Part.Chosen own = Part.of(exhibit.observations(), exhibit.slices(), scope);
            Part.Chosen other = Part.of(parent.observations(), exhibit.slices(), scope);
            List<Agreement.Counts> counts = Agreement.byPicture(
                    other.observations(),
                    parent.thresholds(scope.className()),
                    own.observations(),
                    exhibit.thresholds(scope.className()));
            for (int i = 0; i < counts.size(); i++) {
                differing[own.places()[i]] = counts.get(i).differing();
                objects[own.places()[i]] = counts.get(i).objects();
            }
        }
        if (Arrays.stream(objects).sum() == 0) {
            Arrays.fill(objects, 1);
        }
        return RatioBootstrap.of(differing, objects, exhibit.resampling());
    }
}
