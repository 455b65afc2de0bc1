package dev.visor.detection.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * COCO's evaluation once more, written straight down from its description with lists and loops, to check the fast one. It
 * shares nothing with it but the observations that both read.
 */
final class PlainCoco {
    private static final double[][] RANGES = {{0, 1e10}, {0, 1024}, {1024, 9216}, {9216, 1e10}};
    private static final int[] LIMITS = {1, 10, 100};

    private final Observations all;

    PlainCoco(Observations all) {
        this.all = all;
    }

    private record Label(double x, double y, double w, double h, double area, boolean crowd, boolean skip) {}

    private record Seen(double score, double x, double y, double w, double h) {}

    /** A detection after matching: its score, whether it found something, whether it doesn't count. */
    private record Judged(double score, boolean found, boolean dropped) {}

    double[] stats() {
        return new double[] {
            precision(classes(), 0, thresholds()),
            precision(classes(), 0, List.of(0.5)),
            precision(classes(), 0, List.of(thresholds().get(5))),
            precision(classes(), 1, thresholds()),
            precision(classes(), 2, thresholds()),
            precision(classes(), 3, thresholds()),
            recall(classes(), 0, 1),
            recall(classes(), 0, 10),
            recall(classes(), 0, 100),
            recall(classes(), 1, 100),
            recall(classes(), 2, 100),
            recall(classes(), 3, 100)
        };
    }

    /** AP, AP50, AP75 and AR100 of one class. */
    double[] ofClass(int k) {
        List<Integer> alone = List.of(k);
        return new double[] {
            precision(alone, 0, thresholds()),
            precision(alone, 0, List.of(0.5)),
            precision(alone, 0, List.of(thresholds().get(5))),
            recall(alone, 0, 100)
        };
    }

    private List<Integer> classes() {
        List<Integer> classes = new ArrayList<>();
        for (int k = 0; k < all.classes().size(); k++) {
            classes.add(k);
        }
        return classes;
    }

    private static List<Double> thresholds() {
        List<Double> thresholds = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            thresholds.add(0.5 + i * ((0.95 - 0.5) / 9));
        }
        thresholds.add(0.95);
        return thresholds;
    }

    private double precision(List<Integer> classes, int range, List<Double> thresholds) {
        List<Double> values = new ArrayList<>();
        for (int k : classes) {
            for (double threshold : thresholds) {
                int demanded = demanded(k, range);
                if (demanded > 0) {
                    values.addAll(readings(ranking(k, range, threshold, 100), demanded));
                }
            }
        }
        return mean(values);
    }

    private double recall(List<Integer> classes, int range, int limit) {
        List<Double> values = new ArrayList<>();
        for (int k : classes) {
            for (double threshold : thresholds()) {
                int demanded = demanded(k, range);
                if (demanded > 0) {
                    long right = ranking(k, range, threshold, limit).stream()
                            .filter(j -> j.found && !j.dropped)
                            .count();
                    values.add((double) right / demanded);
                }
            }
        }
        return mean(values);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElse(-1);
    }

    /** Precision at each of the 101 recalls. */
    private static List<Double> readings(List<Judged> ranking, int demanded) {
        List<Double> recalls = new ArrayList<>();
        List<Double> precisions = new ArrayList<>();
        double right = 0;
        double wrong = 0;
        for (Judged judged : ranking) {
            if (!judged.dropped) {
                right += judged.found ? 1 : 0;
                wrong += judged.found ? 0 : 1;
            }
            recalls.add(right / demanded);
            precisions.add(right / (right + wrong + Math.ulp(1.0)));
        }
        for (int i = precisions.size() - 1; i > 0; i--) {
            if (precisions.get(i) > precisions.get(i - 1)) {
                precisions.set(i - 1, precisions.get(i));
            }
        }
        List<Double> readings = new ArrayList<>();
        for (int r = 0; r <= 100; r++) {
            double threshold = r == 100 ? 1 : r * 0.01;
            double reading = 0;
            for (int i = 0; i < recalls.size(); i++) {
                if (recalls.get(i) >= threshold) {
                    reading = precisions.get(i);
                    break;
                }
            }
            readings.add(reading);
        }
        return readings;
    }

    private int demanded(int k, int range) {
        int demanded = 0;
        for (Observation picture : all.pictures()) {
            for (Label label : labels(picture, k)) {
                demanded += isOut(label, range) ? 0 : 1;
            }
        }
        return demanded;
    }

    private static boolean isOut(Label label, int range) {
        return label.crowd || label.skip || label.area < RANGES[range][0] || label.area > RANGES[range][1];
    }

    /** The detections of all pictures, the first of each, by falling score. */
    private List<Judged> ranking(int k, int range, double threshold, int limit) {
        List<Judged> ranking = new ArrayList<>();
        for (Observation picture : all.pictures()) {
            List<Judged> judged = judge(labels(picture, k), seen(picture, k), range, threshold);
            ranking.addAll(judged.subList(0, Math.min(limit, judged.size())));
        }
        ranking.sort(Comparator.comparingDouble(j -> -j.score));
        return ranking;
    }

    private static List<Judged> judge(List<Label> given, List<Seen> seen, int range, double threshold) {
        List<Label> labels = new ArrayList<>(given);
        labels.sort(Comparator.comparing(label -> isOut(label, range)));
        List<Seen> best = new ArrayList<>(seen);
        best.sort(Comparator.comparingDouble(s -> -s.score));
        boolean[] taken = new boolean[labels.size()];
        List<Judged> judged = new ArrayList<>();
        for (Seen one : best.subList(0, Math.min(LIMITS[2], best.size()))) {
            double least = Math.min(threshold, 1 - 1e-10);
            int match = -1;
            for (int g = 0; g < labels.size(); g++) {
                Label label = labels.get(g);
                if (taken[g] && !label.crowd) {
                    continue;
                }
                if (match > -1 && !isOut(labels.get(match), range) && isOut(label, range)) {
                    break;
                }
                double overlap = overlap(one, label);
                if (overlap >= least) {
                    least = overlap;
                    match = g;
                }
            }
            double area = one.w * one.h;
            boolean outside = area < RANGES[range][0] || area > RANGES[range][1];
            if (match > -1) {
                taken[match] = true;
            }
            judged.add(new Judged(one.score, match > -1, match > -1 ? isOut(labels.get(match), range) : outside));
        }
        return judged;
    }

    private static double overlap(Seen seen, Label label) {
        double w = Math.min(seen.x + seen.w, label.x + label.w) - Math.max(seen.x, label.x);
        double h = Math.min(seen.y + seen.h, label.y + label.h) - Math.max(seen.y, label.y);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        double own = seen.w * seen.h;
        return w * h / (label.crowd ? own : own + label.w * label.h - w * h);
    }

    private static List<Label> labels(Observation picture, int k) {
        List<Label> labels = new ArrayList<>();
        Labels all = picture.labels();
        for (int i = 0; i < all.size(); i++) {
            if (all.classes()[i] == k) {
                double[] b = all.boxes();
                int at = 4 * i;
                labels.add(new Label(
                        b[at], b[at + 1], b[at + 2], b[at + 3], all.areas()[i], all.crowd()[i], all.ignored()[i]));
            }
        }
        return labels;
    }

    private static List<Seen> seen(Observation picture, int k) {
        List<Seen> seen = new ArrayList<>();
        Sightings all = picture.sightings();
        for (int i = 0; i < all.size(); i++) {
            if (all.classes()[i] == k) {
                double[] b = all.boxes();
                int at = 4 * i;
                seen.add(new Seen(all.scores()[i], b[at], b[at + 1], b[at + 2], b[at + 3]));
            }
        }
        return seen;
    }
}
