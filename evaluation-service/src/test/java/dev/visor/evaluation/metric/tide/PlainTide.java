package dev.visor.evaluation.metric.tide;

import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * TIDE once more, written straight down with lists and loops to check the other. It can rank equal scores as tidecv does
 * (errors first once something is corrected) or by detection.
 */
final class PlainTide {
    private final boolean errorsFirst;
    private final List<Seen> all = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private int next;

    PlainTide(Observations observations, boolean errorsFirst) {
        this.errorsFirst = errorsFirst;
        observations.pictures().forEach(this::evaluate);
    }

    private static final class Seen {
        final int id;
        final int k;
        final double score;
        final double[] box;
        boolean right;
        boolean dropped;
        String error = "";

        @Nullable
        Label aim;

        Seen(int id, int k, double score, double[] box) {
            this.id = id;
            this.k = k;
            this.score = score;
            this.box = box;
        }
    }

    private static final class Label {
        final int k;
        final double[] box;
        boolean used;

        @Nullable
        Seen best;

        Label(int k, double[] box) {
            this.k = k;
            this.box = box;
        }

        boolean missed() {
            return !used && best == null;
        }
    }

    private record Point(int id, double score, boolean right) {}

    private void evaluate(Observation picture) {
        List<Label> demanded = new ArrayList<>();
        List<Label> regions = new ArrayList<>();
        Labels given = picture.labels();
        for (int g = 0; g < given.size(); g++) {
            Label label = new Label(given.classes()[g], box(given.boxes(), g));
            (given.crowd()[g] || given.ignored()[g] ? regions : demanded).add(label);
        }
        List<Seen> seen = new ArrayList<>();
        Sightings sightings = picture.sightings();
        for (int d = 0; d < sightings.size(); d++) {
            seen.add(new Seen(next++, sightings.classes()[d], sightings.scores()[d], box(sightings.boxes(), d)));
        }
        seen.sort(Comparator.comparingDouble(s -> -s.score));
        seen = seen.subList(0, Math.min(100, seen.size()));
        for (Seen one : seen) {
            Label best = null;
            for (Label label : demanded) {
                if (label.k == one.k && !label.used && (best == null || iou(one, label) > iou(one, best))) {
                    best = label;
                }
            }
            if (best != null && iou(one, best) >= 0.5) {
                one.right = true;
                best.used = true;
            }
        }
        for (Seen one : seen) {
            for (Label region : regions) {
                one.dropped |= !one.right && one.k == region.k && inside(one, region) > 0.5;
            }
            if (!one.right) {
                type(one, demanded);
            }
        }
        all.addAll(seen);
        labels.addAll(demanded);
    }

    private static void type(Seen one, List<Label> demanded) {
        Label own = demanded.stream().filter(g -> g.k == one.k).reduce(null, (a, b) -> better(one, a, b));
        Label other = demanded.stream().filter(g -> g.k != one.k).reduce(null, (a, b) -> better(one, a, b));
        boolean near = own != null && iou(one, own) >= 0.1 && iou(one, own) <= 0.5;
        if (demanded.isEmpty()) {
            one.error = "Bkg";
        } else if (near) {
            one.error = "Loc";
            aim(one, own);
        } else if (other != null && iou(one, other) >= 0.5) {
            one.error = "Cls";
            aim(one, other);
        } else if (demanded.stream().anyMatch(g -> g.k == one.k && g.used && iou(one, g) >= 0.5)) {
            one.error = "Dupe";
        } else if (demanded.stream().allMatch(g -> iou(one, g) <= 0.1)) {
            one.error = "Bkg";
        } else {
            one.error = "Both";
        }
    }

    private static Label better(Seen one, @Nullable Label a, Label b) {
        return a == null || iou(one, b) > iou(one, a) ? b : a;
    }

    private static void aim(Seen one, @Nullable Label label) {
        if (label != null && !label.used) {
            one.aim = label;
            label.best = label.best == null || label.best.score < one.score ? one : label.best;
        }
    }

    double ap() {
        Map<Integer, List<Point>> points = new LinkedHashMap<>();
        all.stream().filter(s -> !s.dropped).forEach(s -> put(points, s.k, new Point(s.id, s.score, s.right)));
        return orZero(mean(points, count(l -> true)));
    }

    /** Where nothing is left to measure. */
    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    int count(String error) {
        return error.equals("Miss")
                ? (int) labels.stream().filter(Label::missed).count()
                : (int) all.stream().filter(s -> s.error.equals(error)).count();
    }

    /** AP once errors of a kind are corrected, less AP. */
    double gain(String error) {
        Map<Integer, List<Point>> points = new LinkedHashMap<>();
        for (Seen one : all) {
            if (one.error.equals(error)) {
                if (one.aim != null && one.aim.best == one) {
                    put(points, one.aim.k, new Point(one.id, one.score, true));
                }
            } else if (!one.right && !one.dropped) {
                put(points, one.k, new Point(one.id, one.score, false));
            }
        }
        all.stream().filter(s -> s.right).forEach(s -> put(points, s.k, new Point(s.id, s.score, true)));
        return Math.max(0, orZero(mean(points, count(l -> !(error.equals("Miss") && l.missed()))) - ap()));
    }

    double falsePositives() {
        Map<Integer, List<Point>> points = new LinkedHashMap<>();
        all.stream().filter(s -> s.right).forEach(s -> put(points, s.k, new Point(s.id, 2, true)));
        all.stream().filter(s -> !s.right && !s.dropped).forEach(s -> put(points, s.k, new Point(s.id, 0, false)));
        return orZero(mean(points, count(l -> true)) - ap());
    }

    double falseNegatives() {
        Map<Integer, List<Point>> points = new LinkedHashMap<>();
        all.stream()
                .filter(s -> !s.right && !s.dropped)
                .forEach(s -> put(points, s.k, new Point(s.id, s.score, false)));
        all.stream().filter(s -> s.right).forEach(s -> put(points, s.k, new Point(s.id, s.score, true)));
        return orZero(mean(points, count(l -> l.used)) - ap());
    }

    private static void put(Map<Integer, List<Point>> points, int k, Point point) {
        points.computeIfAbsent(k, key -> new ArrayList<>()).add(point);
    }

    private Map<Integer, Integer> count(Predicate<Label> which) {
        Map<Integer, Integer> counts = new TreeMap<>();
        labels.stream().filter(which).forEach(l -> counts.merge(l.k, 1, Integer::sum));
        return counts;
    }

    private double mean(Map<Integer, List<Point>> points, Map<Integer, Integer> demanded) {
        Map<Integer, Integer> classes = new TreeMap<>(demanded);
        points.keySet().forEach(k -> classes.putIfAbsent(k, 0));
        double sum = 0;
        for (Map.Entry<Integer, Integer> k : classes.entrySet()) {
            sum += ap(points.getOrDefault(k.getKey(), List.of()), k.getValue());
        }
        return classes.isEmpty() ? Double.NaN : sum / classes.size();
    }

    private double ap(List<Point> given, int demanded) {
        if (demanded == 0) {
            return 0;
        }
        List<Point> points = new ArrayList<>(given);
        Comparator<Point> order = Comparator.comparingDouble(p -> -p.score);
        points.sort(errorsFirst ? order : order.thenComparingInt(Point::id));
        double[] precision = new double[points.size()];
        double[] recall = new double[points.size()];
        double right = 0;
        for (int i = 0; i < points.size(); i++) {
            right += points.get(i).right ? 1 : 0;
            precision[i] = right / (i + 1);
            recall[i] = right / demanded;
        }
        double sum = 0;
        for (int r = 0; r <= 100; r++) {
            double best = 0;
            for (int i = 0; i < points.size(); i++) {
                best = recall[i] >= r / 100.0 ? Math.max(best, precision[i]) : best;
            }
            sum += best;
        }
        return sum / 101;
    }

    private static double[] box(double[] boxes, int i) {
        return Arrays.copyOfRange(boxes, 4 * i, 4 * i + 4);
    }

    private static double iou(Seen one, Label label) {
        double both = shared(one.box, label.box);
        return both == 0 ? 0 : both / (one.box[2] * one.box[3] + label.box[2] * label.box[3] - both);
    }

    private static double inside(Seen one, Label region) {
        double both = shared(one.box, region.box);
        return both == 0 ? 0 : both / (one.box[2] * one.box[3]);
    }

    private static double shared(double[] a, double[] b) {
        double w = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
        double h = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
        return w <= 0 || h <= 0 ? 0 : w * h;
    }
}
