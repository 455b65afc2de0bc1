package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import java.util.ArrayList;
import java.util.List;

/**
 * How many labels of each class are demanded in COCO's size ranges: what accuracy by size rests on. A label of exactly
 * 32² or 96² square pixels belongs to both ranges that end there, as in pycocotools.
 *
 * @param perClass every judged class in order
 */
public record BySize(List<ClassSizes> perClass) {
    private static final double SMALL = 1024;
    private static final double MEDIUM = 9216;

    public BySize {
        perClass = List.copyOf(perClass);
    }

    /**
     * One class.
     *
     * @param className its name
     * @param all demanded labels
     * @param small those of at most 32² square pixels
     * @param medium those of 32² to 96² square pixels
     * @param large those of at least 96² square pixels
     */
    public record ClassSizes(String className, int all, int small, int medium, int large) {
        private ClassSizes plus(double area) {
            return new ClassSizes(
                    className,
                    all + 1,
                    small + (area <= SMALL ? 1 : 0),
                    medium + (area >= SMALL && area <= MEDIUM ? 1 : 0),
                    large + (area >= MEDIUM ? 1 : 0));
        }
    }

    /** Counts them. */
    public static BySize of(Observations observations) {
        List<ClassSizes> sizes = new ArrayList<>();
        observations.classes().forEach(name -> sizes.add(new ClassSizes(name, 0, 0, 0, 0)));
        for (Observation picture : observations.pictures()) {
            Labels labels = picture.labels();
            for (int g = 0; g < labels.size(); g++) {
                if (labels.isDemanded(g)) {
                    int k = labels.classes()[g];
                    sizes.set(k, sizes.get(k).plus(labels.areas()[g]));
                }
            }
        }
        return new BySize(sizes);
    }
}
