package dev.visor.evaluation.metric.tide;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A detector's errors by kind and what each kind costs.
 *
 * @param ap AP at IoU 0.5 by TIDE's rule, 0 to 1; unlike COCO's, a class with detections and without labels counts as 0
 * @param gains AP that correcting one kind would give
 * @param counts errors of all classes
 * @param perClass errors of each judged class, in order
 */
public record TideErrors(double ap, TideGains gains, TideCounts counts, List<TideCounts> perClass) {
    public TideErrors {
        perClass = List.copyOf(perClass);
    }

    /**
     * What is worse (above 0) or better than in the parent, figure by figure.
     *
     * @throws IllegalArgumentException if the classes are others
     */
    public TideErrors minus(TideErrors parent) {
        if (perClass.size() != parent.perClass.size()) {
            throw new IllegalArgumentException("errors of %d and of %d classes can't be compared"
                    .formatted(perClass.size(), parent.perClass.size()));
        }
        return new TideErrors(
                ap - parent.ap,
                gains.minus(parent.gains),
                counts.minus(parent.counts),
                IntStream.range(0, perClass.size())
                        .mapToObj(k -> perClass.get(k).minus(parent.perClass.get(k)))
                        .toList());
    }
}
