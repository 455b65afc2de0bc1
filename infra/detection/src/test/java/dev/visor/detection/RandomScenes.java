package dev.visor.detection;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Made-up pictures with all that makes matching hard: crowds, ignored labels, equal overlaps, and ties of score if asked. */
public final class RandomScenes {
    private final Random random;
    private final int classes;
    private final boolean ties;

    private RandomScenes(long seed, int classes, boolean ties) {
        this.random = new Random(seed);
        this.classes = classes;
        this.ties = ties;
    }

    /** Scores are whole tenths, boxes lie on a grid. */
    public static Observations withTies(long seed, int classes, int pictures) {
        return new RandomScenes(seed, classes, true).observations(pictures);
    }

    /** No two detections have the same score. */
    public static Observations withoutTies(long seed, int classes, int pictures) {
        return new RandomScenes(seed, classes, false).observations(pictures);
    }

    private Observations observations(int pictures) {
        return new Observations(
                IntStream.range(0, classes).mapToObj(k -> "class " + k).toList(),
                IntStream.range(0, pictures).mapToObj(p -> picture()).toList());
    }

    private record Box(int k, double x, double y, double w, double h) {
        double[] corners() {
            return new double[] {x, y, w, h};
        }
    }

    private Observation picture() {
        List<Box> labels = new ArrayList<>();
        List<Box> seen = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            labels.add(box(classes > 1 ? random.nextInt(classes - 1) : 0));
        }
        for (Box label : labels) {
            for (int i = random.nextInt(3); i > 0; i--) {
                int k = random.nextInt(6) == 0 ? random.nextInt(classes) : label.k;
                seen.add(new Box(k, label.x + 5 * random.nextInt(3), label.y, label.w, label.h));
            }
        }
        for (int i = random.nextInt(random.nextInt(12) == 0 ? 250 : 8); i > 0; i--) {
            seen.add(box(random.nextInt(classes)));
        }
        boolean[] crowd = new boolean[labels.size()];
        boolean[] ignored = new boolean[labels.size()];
        double[] areas = new double[labels.size()];
        for (int i = 0; i < labels.size(); i++) {
            crowd[i] = random.nextInt(8) == 0;
            ignored[i] = random.nextInt(8) == 0;
            areas[i] = labels.get(i).w * labels.get(i).h * (random.nextInt(4) == 0 ? 0.6 : 1);
        }
        return new Observation(
                new Labels(owners(labels), corners(labels), areas, crowd, ignored),
                new Sightings(
                        owners(seen),
                        corners(seen),
                        seen.stream().mapToDouble(s -> score()).toArray()));
    }

    private double score() {
        return ties ? random.nextInt(11) / 10.0 : random.nextDouble();
    }

    private Box box(int k) {
        int[] sizes = {8, 32, 40, 96, 120, 200};
        return new Box(
                k,
                10 * random.nextInt(25),
                10 * random.nextInt(25),
                sizes[random.nextInt(sizes.length)],
                sizes[random.nextInt(sizes.length)]);
    }

    private static int[] owners(List<Box> boxes) {
        return boxes.stream().mapToInt(Box::k).toArray();
    }

    private static double[] corners(List<Box> boxes) {
        return boxes.stream().flatMapToDouble(b -> DoubleStream.of(b.corners())).toArray();
    }
}
