package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.evaluation.metric.matching.FixedMatching;
import dev.visor.evaluation.metric.matching.PairMatching;
import dev.visor.evaluation.metric.matching.Reported;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often a variant says something else than its parent, whoever is right. What both report on a picture, each at its
 * own thresholds, is paired one to one whatever the classes, greatest IoU first, from 0.5 on ({@link PairMatching}).
 * Labels play no part. A detector agrees with itself exactly.
 *
 * @param counts over all classes
 * @param flipRate share of objects that differ, 0 to 1, less is better; 0 where neither reports anything
 * @param perClass every judged class in order; an object of two classes counts for both
 * @param mostDifferent pictures with differences, most first
 */
public record Agreement(
        Counts counts, double flipRate, List<ClassAgreement> perClass, List<PictureAgreement> mostDifferent) {
    public Agreement {
        perClass = List.copyOf(perClass);
        mostDifferent = List.copyOf(mostDifferent);
    }

    /**
     * Objects that one or both report.
     *
     * @param agreed both, as the same class
     * @param flipped both, as different classes
     * @param onlyParent the parent alone
     * @param onlyVariant the variant alone
     */
    public record Counts(int agreed, int flipped, int onlyParent, int onlyVariant) {
        private static final Counts NONE = new Counts(0, 0, 0, 0);

        /** Objects that differ. */
        public int differing() {
            return flipped + onlyParent + onlyVariant;
        }

        /** All objects. */
        public int objects() {
            return agreed + differing();
        }

        /** Share of objects that differ, 0 where there is none. */
        public double flipRate() {
            return objects() == 0 ? 0 : (double) differing() / objects();
        }

        /** Of both. */
        public Counts plus(Counts other) {
            return new Counts(
                    agreed + other.agreed,
                    flipped + other.flipped,
                    onlyParent + other.onlyParent,
                    onlyVariant + other.onlyVariant);
        }
    }

    /** One class: objects that either side reports as it. */
    public record ClassAgreement(String className, Counts counts, double flipRate) {}

    /** One picture, by its place in the split, from 0. */
    public record PictureAgreement(int picture, Counts counts) {}

    /**
     * Compares two detectors on the same pictures.
     *
     * @param parentThresholds one a class
     * @param variantThresholds one a class
     * @param limit most pictures that are named
     */
    public static Agreement of(
            Observations parent,
            double[] parentThresholds,
            Observations variant,
            double[] variantThresholds,
            int limit) {
        List<Counts> classes =
                new ArrayList<>(Collections.nCopies(parent.classes().size(), Counts.NONE));
        List<Counts> pictures = count(parent, parentThresholds, variant, variantThresholds, classes);
        Counts all = pictures.stream().reduce(Counts.NONE, Counts::plus);
        return new Agreement(
                all,
                all.flipRate(),
                IntStream.range(0, classes.size())
                        .mapToObj(k -> new ClassAgreement(
                                parent.classes().get(k),
                                classes.get(k),
                                classes.get(k).flipRate()))
                        .toList(),
                IntStream.range(0, pictures.size())
                        .mapToObj(p -> new PictureAgreement(p, pictures.get(p)))
                        .filter(p -> p.counts().differing() > 0)
                        .sorted(Comparator.comparingInt(p -> -p.counts().differing()))
                        .limit(limit)
                        .toList());
    }

    /** The counts of each picture in order: what intervals of the flip rate are drawn from. */
    public static List<Counts> byPicture(
            Observations parent, double[] parentThresholds, Observations variant, double[] variantThresholds) {
        return count(
                parent,
                parentThresholds,
                variant,
                variantThresholds,
                new ArrayList<>(Collections.nCopies(parent.classes().size(), Counts.NONE)));
    }

    private static List<Counts> count(
            Observations parent,
            double[] parentThresholds,
            Observations variant,
            double[] variantThresholds,
            List<Counts> classes) {
        Reported.requireSamePictures(parent, variant);
        Reported.require(parent, parentThresholds);
        Reported.require(variant, variantThresholds);
        List<Counts> pictures = new ArrayList<>(parent.pictures().size());
        for (int p = 0; p < parent.pictures().size(); p++) {
            pictures.add(compare(
                    parent.pictures().get(p).sightings(),
                    parentThresholds,
                    variant.pictures().get(p).sightings(),
                    variantThresholds,
                    classes));
        }
        return pictures;
    }

    /** Counts a picture, and adds it to the classes. */
    private static Counts compare(
            Sightings parent,
            double[] parentThresholds,
            Sightings variant,
            double[] variantThresholds,
            List<Counts> classes) {
        int[] ofParent = Reported.of(parent, parentThresholds);
        int[] ofVariant = Reported.of(variant, variantThresholds);
        int[] partners = PairMatching.of(parent.boxes(), ofParent, variant.boxes(), ofVariant, FixedMatching.HALF);
        boolean[] paired = new boolean[ofVariant.length];
        Counts picture = Counts.NONE;
        for (int i = 0; i < ofParent.length; i++) {
            int before = parent.classes()[ofParent[i]];
            Counts one = new Counts(0, 0, 1, 0);
            if (partners[i] >= 0) {
                paired[partners[i]] = true;
                int after = variant.classes()[ofVariant[partners[i]]];
                one = before == after ? new Counts(1, 0, 0, 0) : new Counts(0, 1, 0, 0);
                if (before != after) {
                    classes.set(after, classes.get(after).plus(one));
                }
            }
            classes.set(before, classes.get(before).plus(one));
            picture = picture.plus(one);
        }
        for (int j = 0; j < ofVariant.length; j++) {
            if (!paired[j]) {
                Counts one = new Counts(0, 0, 0, 1);
                int k = variant.classes()[ofVariant[j]];
                classes.set(k, classes.get(k).plus(one));
                picture = picture.plus(one);
            }
        }
        return picture;
    }
}
