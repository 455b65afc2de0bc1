package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.matching.FixedMatching;
import dev.visor.evaluation.metric.matching.Ranking;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Optimal localisation recall precision error (Oksuz et al. 2018 and 2021) at IoU 0.5 by COCO's greedy matching: over the
 * score thresholds the least of (Σ (1 − IoU) / 0.5 of right detections + wrong ones + missed labels) / their number. Unlike
 * AP it counts how well boxes are placed, and belongs to a threshold that can be deployed.
 *
 * @param olrp mean over classes with demanded labels, 0 to 1, less is better; −1 without any
 * @param perClass every judged class in order
 */
public record Olrp(double olrp, List<ClassOlrp> perClass) {
    public Olrp {
        perClass = List.copyOf(perClass);
    }

    /**
     * One class; each figure is −1 where there is nothing to measure.
     *
     * @param className its name
     * @param olrp 0 to 1, 1 if nothing is right at any threshold
     * @param threshold where it is reached, of equals the greater; −1 if silence is as good
     * @param localisation mean of 1 − IoU of the right detections there
     * @param falsePositives share of the reported that is wrong there
     * @param falseNegatives share of the demanded that is missed there
     */
    public record ClassOlrp(
            String className,
            double olrp,
            double threshold,
            double localisation,
            double falsePositives,
            double falseNegatives) {}

    /** Computes it. */
    public static Olrp of(Observations observations) {
        FixedMatching matching = FixedMatching.of(observations);
        List<Ranking> rankings = Ranking.of(observations, matching.outcomes());
        List<ClassOlrp> classes = IntStream.range(0, rankings.size())
                .mapToObj(k -> of(observations.classes().get(k), rankings.get(k), matching))
                .toList();
        return new Olrp(Share.mean(classes.stream().mapToDouble(ClassOlrp::olrp).toArray()), classes);
    }

    private static ClassOlrp of(String className, Ranking ranking, FixedMatching matching) {
        int demanded = ranking.demanded();
        if (demanded == 0) {
            return new ClassOlrp(className, Share.NONE, Share.NONE, Share.NONE, Share.NONE, Share.NONE);
        }
        ClassOlrp best = new ClassOlrp(className, 1, Share.NONE, Share.NONE, Share.NONE, 1);
        int right = 0;
        double misplaced = 0;
        for (int i = 0; i < ranking.size(); i++) {
            if (ranking.right()[i]) {
                right++;
                double iou = matching.pictures().get(ranking.pictures()[i]).ious()[ranking.detections()[i]];
                // Rounding may put the IoU of equal boxes a little above 1.
                misplaced += Math.max(0, 1 - iou);
            }
            int wrong = i + 1 - right;
            int missed = demanded - right;
            double error = (misplaced / (1 - FixedMatching.HALF) + wrong + missed) / ((double) right + wrong + missed);
            if (ranking.endsScore(i) && error < best.olrp) {
                best = new ClassOlrp(
                        className,
                        error,
                        ranking.scores()[i],
                        misplaced / right,
                        (double) wrong / (i + 1),
                        (double) missed / demanded);
            }
        }
        return best;
    }
}
