package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.matching.FixedMatching;
import dev.visor.evaluation.metric.matching.Reported;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The pictures on which a detector does most wrong at one threshold a class, or more wrong than another. Pictures of equal
 * counts stand in the order of the split; those without errors are left out.
 */
public final class WorstPictures {
    private WorstPictures() {}

    /**
     * A picture on which a candidate does more wrong than another detector.
     *
     * @param picture its place in the split, from 0
     * @param worseBy errors more than the other's, greater than 0
     * @param candidate what the candidate did wrong
     * @param other what the other did wrong
     */
    public record Worse(int picture, int worseBy, PictureErrors candidate, PictureErrors other) {}

    /**
     * Worst first, over all classes.
     *
     * @param limit most pictures
     */
    public static List<PictureErrors> of(Observations observations, double[] thresholds, int limit) {
        return worst(errors(observations, thresholds, name -> true), limit);
    }

    /** Worst first by what is missed of one class and what is falsely reported as it. */
    public static List<PictureErrors> ofClass(
            Observations observations, double[] thresholds, int classIndex, int limit) {
        return worst(errors(observations, thresholds, observations.classes().get(classIndex)::equals), limit);
    }

    /** Where the candidate does more wrong than the other detector, by how much more. */
    public static List<Worse> against(
            Observations candidate,
            double[] candidateThresholds,
            Observations other,
            double[] otherThresholds,
            int limit) {
        Reported.requireSamePictures(candidate, other);
        List<PictureErrors> mine = errors(candidate, candidateThresholds, name -> true);
        List<PictureErrors> theirs = errors(other, otherThresholds, name -> true);
        return IntStream.range(0, mine.size())
                .mapToObj(p -> new Worse(p, mine.get(p).count() - theirs.get(p).count(), mine.get(p), theirs.get(p)))
                .filter(pair -> pair.worseBy > 0)
                .sorted(Comparator.comparingInt(pair -> -pair.worseBy))
                .limit(limit)
                .toList();
    }

    private static List<PictureErrors> worst(List<PictureErrors> pictures, int limit) {
        return pictures.stream()
                .filter(p -> p.count() > 0)
                .sorted(Comparator.comparingInt(p -> -p.count()))
                .limit(limit)
                .toList();
    }

    private static List<PictureErrors> errors(Observations observations, double[] thresholds, Predicate<String> asked) {
        Reported.require(observations, thresholds);
        FixedMatching matching = FixedMatching.of(observations);
        List<PictureErrors> pictures = new ArrayList<>();
        for (int p = 0; p < observations.pictures().size(); p++) {
            pictures.add(PictureErrors.of(
                    p,
                    observations.classes(),
                    observations.pictures().get(p),
                    matching.pictures().get(p),
                    thresholds,
                    asked));
        }
        return pictures;
    }
}
