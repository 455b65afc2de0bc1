package dev.visor.evaluation.figure;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the labelled boxes that a detector must find: neither crowds nor ignored ones. */
public final class LabelCount {
    private LabelCount() {}

    /** Of each class, in order of the classes; 0 where there are none. */
    public static Map<String, Integer> of(Observations observations) {
        return of(observations, Optional.empty());
    }

    /** The same, of one range of sizes if there is one. */
    static Map<String, Integer> of(Observations observations, Optional<SizeRange> range) {
        int[] counts = new int[observations.classes().size()];
        for (Observation picture : observations.pictures()) {
            Labels labels = picture.labels();
            for (int g = 0; g < labels.size(); g++) {
                if (counts(labels, g, range)) {
                    counts[labels.classes()[g]]++;
                }
            }
        }
        Map<String, Integer> named = new LinkedHashMap<>();
        for (int k = 0; k < counts.length; k++) {
            named.put(observations.classes().get(k), counts[k]);
        }
        return named;
    }

    static boolean counts(Labels labels, int label, Optional<SizeRange> range) {
        return labels.isDemanded(label)
                && range.map(r -> r.contains(labels.areas()[label])).orElse(true);
    }
}
