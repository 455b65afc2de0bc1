package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.matching.FixedMatching;
import dev.visor.evaluation.metric.matching.Outcome;
import dev.visor.evaluation.metric.matching.Reported;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an operator feels: labels of a class that are missed, and detections that are false alarms, at one threshold a
 * class, at IoU 0.5 by COCO's greedy matching. A second detection of one object and one that is badly placed are false
 * alarms too.
 *
 * @param pictures how many were looked at
 * @param thresholds score from which on each class is reported
 * @param perClass every judged class in order
 */
public record Alarms(int pictures, double[] thresholds, List<ClassAlarms> perClass) {
    public Alarms {
        perClass = List.copyOf(perClass);
    }

    /**
     * One class.
     *
     * @param name of the class
     * @param demanded labels
     * @param missed those that aren't found
     * @param missRate share of the demanded that is missed, 0 to 1, less is better; −1 without demanded labels
     * @param missedPerImage less is better; −1 without pictures
     * @param falseAlarms reported detections that found no label
     * @param falseAlarmsPerImage less is better; −1 without pictures
     */
    public record ClassAlarms(
            String name,
            int demanded,
            int missed,
            double missRate,
            double missedPerImage,
            int falseAlarms,
            double falseAlarmsPerImage) {
        private static ClassAlarms of(String name, int pictures, int demanded, int missed, int falseAlarms) {
            return new ClassAlarms(
                    name,
                    demanded,
                    missed,
                    Share.of(missed, demanded),
                    Share.of(missed, pictures),
                    falseAlarms,
                    Share.of(falseAlarms, pictures));
        }
    }

    /**
     * The counts of one class in each picture: what intervals of its rates are drawn from.
     *
     * @param demanded labels in each picture
     * @param missed those that aren't found
     * @param falseAlarms reported detections that found no label
     */
    public record ByPicture(int[] demanded, int[] missed, int[] falseAlarms) {}

    /** Counts at one threshold a class. */
    public static Alarms of(Observations observations, double[] thresholds) {
        List<ByPicture> counts = byPicture(observations, thresholds);
        int pictures = observations.pictures().size();
        return new Alarms(
                pictures,
                thresholds.clone(),
                IntStream.range(0, counts.size())
                        .mapToObj(k -> ClassAlarms.of(
                                observations.classes().get(k),
                                pictures,
                                IntStream.of(counts.get(k).demanded).sum(),
                                IntStream.of(counts.get(k).missed).sum(),
                                IntStream.of(counts.get(k).falseAlarms).sum()))
                        .toList());
    }

    /** The counts of each class, in the order of classes. */
    public static List<ByPicture> byPicture(Observations observations, double[] thresholds) {
        Reported.require(observations, thresholds);
        int pictures = observations.pictures().size();
        List<ByPicture> classes = observations.classes().stream()
                .map(name -> new ByPicture(new int[pictures], new int[pictures], new int[pictures]))
                .toList();
        FixedMatching matching = FixedMatching.of(observations);
        for (int p = 0; p < pictures; p++) {
            count(p, observations.pictures().get(p), matching.pictures().get(p), thresholds, classes);
        }
        return classes;
    }

    private static void count(
            int p, Observation picture, FixedMatching.Picture matching, double[] thresholds, List<ByPicture> classes) {
        Labels labels = picture.labels();
        Sightings seen = picture.sightings();
        for (int g = 0; g < labels.size(); g++) {
            if (labels.isDemanded(g)) {
                int k = labels.classes()[g];
                classes.get(k).demanded[p]++;
                classes.get(k).missed[p] += matching.isFound(g, seen, thresholds[k]) ? 0 : 1;
            }
        }
        for (int d : Reported.of(seen, thresholds)) {
            classes.get(seen.classes()[d]).falseAlarms[p] += matching.outcomes()[d] == Outcome.WRONG ? 1 : 0;
        }
    }
}
