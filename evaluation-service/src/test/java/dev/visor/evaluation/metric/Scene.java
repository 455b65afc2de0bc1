package dev.visor.evaluation.metric;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Writes observations by hand: labels and detections, picture by picture. */
public final class Scene {
    private final List<String> classes;
    private final List<Observation> pictures = new ArrayList<>();

    private Scene(List<String> classes) {
        this.classes = classes;
    }

    public static Scene of(String... classes) {
        return new Scene(List.of(classes));
    }

    /** A box of a class. */
    public record Box(int classIndex, double x, double y, double w, double h, boolean crowd, boolean ignored) {
        public Box asCrowd() {
            return new Box(classIndex, x, y, w, h, true, false);
        }

        public Box asIgnored() {
            return new Box(classIndex, x, y, w, h, false, true);
        }

        /** The same place in another class. */
        public Box as(int otherClass) {
            return new Box(otherClass, x, y, w, h, crowd, ignored);
        }

        public Box movedBy(double pixels) {
            return new Box(classIndex, x + pixels, y, w, h, crowd, ignored);
        }

        /** Seen exactly here. */
        public Seen seen(double score) {
            return new Seen(score, this);
        }
    }

    /** A detection. */
    public record Seen(double score, Box box) {}

    public static Box box(int classIndex, double x, double y, double w, double h) {
        return new Box(classIndex, x, y, w, h, false, false);
    }

    public Scene picture(List<Box> labels, Seen... seen) {
        return picture(labels, List.of(seen));
    }

    public Scene picture(List<Box> labels, List<Seen> seen) {
        pictures.add(new Observation(labels(labels), sightings(seen)));
        return this;
    }

    public Observations observations() {
        return new Observations(classes, pictures);
    }

    private static Labels labels(List<Box> boxes) {
        boolean[] crowd = new boolean[boxes.size()];
        boolean[] ignored = new boolean[boxes.size()];
        for (int i = 0; i < boxes.size(); i++) {
            crowd[i] = boxes.get(i).crowd;
            ignored[i] = boxes.get(i).ignored;
        }
        return new Labels(
                boxes.stream().mapToInt(Box::classIndex).toArray(),
                corners(boxes),
                doubles(boxes, b -> b.w * b.h),
                crowd,
                ignored);
    }

    private static Sightings sightings(List<Seen> seen) {
        List<Box> boxes = seen.stream().map(Seen::box).toList();
        return new Sightings(
                boxes.stream().mapToInt(Box::classIndex).toArray(), corners(boxes), doubles(seen, Seen::score));
    }

    private static double[] corners(List<Box> boxes) {
        return boxes.stream()
                .flatMapToDouble(b -> DoubleStream.of(b.x, b.y, b.w, b.h))
                .toArray();
    }

    private static <T> double[] doubles(List<T> things, ToDoubleFunction<T> value) {
        return things.stream().mapToDouble(value).toArray();
    }

    /**
     * Pictures with labels, some of them crowds or ignored, and a detector that finds most of them, misplaces boxes,
     * takes classes for others, sees things twice and where nothing is. Scores have two digits, so many are equal.
     */
    public static Observations random(long seed, int pictures, String... classes) {
        SplittableRandom random = new SplittableRandom(seed);
        Scene scene = of(classes);
        for (int p = 0; p < pictures; p++) {
            List<Box> labels = new ArrayList<>();
            List<Seen> seen = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                Box label = anywhere(random, classes.length);
                int flag = random.nextInt(12);
                labels.add(flag == 0 ? label.asCrowd() : flag == 1 ? label.asIgnored() : label);
                for (int looks = random.nextInt(3); looks > 0; looks--) {
                    Box near = box(
                            random.nextInt(8) == 0 ? random.nextInt(classes.length) : label.classIndex,
                            label.x + random.nextInt(-6, 7),
                            label.y + random.nextInt(-6, 7),
                            label.w + random.nextInt(-6, 7),
                            label.h + random.nextInt(-6, 7));
                    seen.add(near.seen(random.nextInt(30, 100) / 100.0));
                }
            }
            for (int n = random.nextInt(3); n > 0; n--) {
                seen.add(anywhere(random, classes.length).seen(random.nextInt(1, 80) / 100.0));
            }
            scene.picture(labels, seen);
        }
        return scene.observations();
    }

    private static Box anywhere(SplittableRandom random, int classes) {
        return box(
                random.nextInt(classes),
                random.nextInt(200),
                random.nextInt(200),
                random.nextInt(15, 120),
                random.nextInt(15, 120));
    }
}
