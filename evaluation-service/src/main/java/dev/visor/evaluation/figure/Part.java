package dev.visor.evaluation.figure;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.gate.Scope;
import dev.visor.evaluation.metric.matching.Overlap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A part of what was observed, as observations of its own: some pictures, one class, or one range of sizes. Every metric
 * of a part is the metric of its observations, so none needs to know of classes and slices.
 */
final class Part {
    /** A detection of another size belongs to a range if it covers a label of its class in the range. */
    private static final double COVERS = 0.5;

    private Part() {}

    /** The observations of a scope, and for each of them its place in the whole. */
    record Chosen(Observations observations, int[] places) {}

    /** Picks it out. */
    static Chosen of(Observations whole, Slices slices, Scope scope) {
        String slice = scope.slice();
        int count = whole.pictures().size();
        int[] places = slice == null
                ? IntStream.range(0, count).toArray()
                : slices.pictures(slice, count).stream().toArray();
        int chosenClass = scope.className() == null ? -1 : whole.classes().indexOf(scope.className());
        Optional<SizeRange> range = SizeRange.of(slice);
        List<Observation> pictures = new ArrayList<>();
        for (int place : places) {
            Observation picture = whole.pictures().get(place);
            if (range.isPresent()) {
                picture = sized(picture, range.get());
            }
            pictures.add(chosenClass < 0 ? picture : ofClass(picture, chosenClass));
        }
        List<String> classes =
                chosenClass < 0 ? whole.classes() : List.of(whole.classes().get(chosenClass));
        return new Chosen(new Observations(classes, pictures), places);
    }

    private static Observation ofClass(Observation picture, int chosen) {
        BitSet labels = new BitSet();
        BitSet sightings = new BitSet();
        for (int g = 0; g < picture.labels().size(); g++) {
            labels.set(g, picture.labels().classes()[g] == chosen);
        }
        for (int d = 0; d < picture.sightings().size(); d++) {
            sightings.set(d, picture.sightings().classes()[d] == chosen);
        }
        Observation only = new Observation(pick(picture.labels(), labels), pick(picture.sightings(), sightings));
        Arrays.fill(only.labels().classes(), 0);
        Arrays.fill(only.sightings().classes(), 0);
        return only;
    }

    /** Labels of other sizes are ignored; detections of other sizes only stay if they may find one of this. */
    private static Observation sized(Observation picture, SizeRange range) {
        Labels labels = picture.labels();
        boolean[] ignored = labels.ignored().clone();
        for (int g = 0; g < labels.size(); g++) {
            ignored[g] |= !range.contains(labels.areas()[g]);
        }
        Labels sized = new Labels(labels.classes(), labels.boxes(), labels.areas(), labels.crowd(), ignored);
        Sightings seen = picture.sightings();
        BitSet kept = new BitSet();
        for (int d = 0; d < seen.size(); d++) {
            double area = seen.boxes()[4 * d + 2] * seen.boxes()[4 * d + 3];
            kept.set(d, range.contains(area) || covers(seen, d, sized));
        }
        return new Observation(sized, pick(seen, kept));
    }

    private static boolean covers(Sightings seen, int d, Labels labels) {
        for (int g = 0; g < labels.size(); g++) {
            if (labels.isDemanded(g)
                    && labels.classes()[g] == seen.classes()[d]
                    && Overlap.iou(seen.boxes(), d, labels.boxes(), g) >= COVERS) {
                return true;
            }
        }
        return false;
    }

    private static Labels pick(Labels labels, BitSet chosen) {
        int[] at = chosen.stream().toArray();
        boolean[] crowd = new boolean[at.length];
        boolean[] ignored = new boolean[at.length];
        for (int i = 0; i < at.length; i++) {
            crowd[i] = labels.crowd()[at[i]];
            ignored[i] = labels.ignored()[at[i]];
        }
        return new Labels(
                IntStream.of(at).map(i -> labels.classes()[i]).toArray(),
                boxes(labels.boxes(), at),
                IntStream.of(at).mapToDouble(i -> labels.areas()[i]).toArray(),
                crowd,
                ignored);
    }

    private static Sightings pick(Sightings seen, BitSet chosen) {
        int[] at = chosen.stream().toArray();
        return new Sightings(
                IntStream.of(at).map(i -> seen.classes()[i]).toArray(),
                boxes(seen.boxes(), at),
                IntStream.of(at).mapToDouble(i -> seen.scores()[i]).toArray());
    }

    private static double[] boxes(double[] boxes, int[] at) {
        double[] picked = new double[4 * at.length];
        for (int i = 0; i < at.length; i++) {
            System.arraycopy(boxes, 4 * at[i], picked, 4 * i, 4);
        }
        return picked;
    }
}
