package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.ScoreOrder;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.matching.Outcome;
import dev.visor.evaluation.metric.matching.Overlap;
import dev.visor.evaluation.metric.matching.Ranking;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Average precision of Pascal VOC at IoU 0.5 (Everingham et al. 2010; the development kit's {@code VOCevaldet}). By falling
 * score, each detection looks at the label of its class that it overlaps most, the first of equals, and at no other: it is
 * right if the IoU is at least 0.5 and the label is free, and wrong if the label is taken. A label that isn't demanded
 * ({@code difficult}, or a crowd, which VOC doesn't know) makes it count as neither.
 *
 * <p>The kit writes boxes as first and last pixel, from 1, and adds a pixel to every length: a box from 2 to 5 is 4 wide. The
 * boxes here are those pixels' outer edges, x is 1 and the width 4, so lengths are differences and the figures the kit's.
 *
 * <p>Each figure is from 0 to 1, or −1 without demanded labels; such classes take no part in the means.
 *
 * @param ap07 mean of the classes' {@code ap07}
 * @param ap10 mean of the classes' {@code ap10}: what papers call mAP@0.5 of VOC 2010 and later
 * @param perClass every judged class in order
 */
public record VocAp(double ap07, double ap10, List<ClassAp> perClass) {
    private static final double LEAST_IOU = 0.5;
    private static final int RECALLS = 10;

    public VocAp {
        perClass = List.copyOf(perClass);
    }

    /**
     * One class.
     *
     * @param className its name
     * @param instances demanded labels
     * @param ap07 VOC 2007: mean over the recalls 0, 0.1, … 1 of the greatest precision at that recall or more
     * @param ap10 VOC 2010 and later: area under the precision made falling from the right
     */
    public record ClassAp(String className, int instances, double ap07, double ap10) {}

    /** Computes it. */
    public static VocAp of(Observations observations) {
        List<Outcome[]> outcomes =
                observations.pictures().stream().map(VocAp::match).toList();
        List<Ranking> rankings = Ranking.of(observations, outcomes);
        List<ClassAp> classes = IntStream.range(0, rankings.size())
                .mapToObj(k -> of(observations.classes().get(k), rankings.get(k)))
                .toList();
        return new VocAp(
                Share.mean(classes.stream().mapToDouble(ClassAp::ap07).toArray()),
                Share.mean(classes.stream().mapToDouble(ClassAp::ap10).toArray()),
                classes);
    }

    private static Outcome[] match(Observation picture) {
        Labels labels = picture.labels();
        Sightings seen = picture.sightings();
        Outcome[] outcomes = new Outcome[seen.size()];
        boolean[] taken = new boolean[labels.size()];
        for (int d : ScoreOrder.of(seen.scores(), 0, seen.size())) {
            double greatest = 0;
            int label = -1;
            for (int g = 0; g < labels.size(); g++) {
                double iou =
                        labels.classes()[g] == seen.classes()[d] ? Overlap.iou(seen.boxes(), d, labels.boxes(), g) : 0;
                if (iou > greatest) {
                    greatest = iou;
                    label = g;
                }
            }
            if (label < 0 || greatest < LEAST_IOU) {
                outcomes[d] = Outcome.WRONG;
            } else if (!labels.isDemanded(label)) {
                outcomes[d] = Outcome.IGNORED;
            } else {
                outcomes[d] = taken[label] ? Outcome.WRONG : Outcome.RIGHT;
                taken[label] = true;
            }
        }
        return outcomes;
    }

    private static ClassAp of(String className, Ranking ranking) {
        int demanded = ranking.demanded();
        if (demanded == 0) {
            return new ClassAp(className, 0, Share.NONE, Share.NONE);
        }
        double[] envelope = new double[ranking.size()];
        int found = 0;
        for (int i = 0; i < envelope.length; i++) {
            found += ranking.right()[i] ? 1 : 0;
            envelope[i] = (double) found / (i + 1);
        }
        for (int i = envelope.length - 1; i > 0; i--) {
            envelope[i - 1] = Math.max(envelope[i - 1], envelope[i]);
        }
        // The precision at each further label that is found, 0 for those never found.
        double[] atLabel = new double[demanded];
        int next = 0;
        for (int i = 0; i < envelope.length; i++) {
            if (ranking.right()[i]) {
                atLabel[next++] = envelope[i];
            }
        }
        return new ClassAp(
                className,
                demanded,
                elevenPoints(atLabel, envelope),
                Arrays.stream(atLabel).sum() / demanded);
    }

    /** Recalls are compared as fractions; i · 0.1 in doubles lies above 0.3, 0.6 and 0.7. */
    private static double elevenPoints(double[] atLabel, double[] envelope) {
        double sum = envelope.length == 0 ? 0 : envelope[0];
        for (int r = 1; r <= RECALLS; r++) {
            int labels = Math.ceilDiv(r * atLabel.length, RECALLS);
            sum += atLabel[labels - 1];
        }
        return sum / (RECALLS + 1);
    }
}
