package dev.visor.compression.pass.factor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds sizes of all layers to a goal: the least error that, allowed to every layer alike, saves enough
 * multiply-accumulates (as AIMET's greedy selection bisects on a common score).
 */
final class CommonLevel {
    /**
     * One way to replace a layer.
     *
     * @param saved multiply-accumulates
     */
    private record Point(int size, double error, double saved) {}

    private final Map<String, List<Point>> layers = new LinkedHashMap<>();
    private final double maxError;
    private final double fasterThan;

    CommonLevel(double maxError, double fasterThan) {
        this.maxError = maxError;
        this.fasterThan = fasterThan;
    }

    /** Looks at every size of a layer that is small and near enough, and fast enough. */
    void add(LayerProblem problem) {
        List<Point> points = new ArrayList<>();
        for (int size = problem.sizes() - 1; size >= 0; size--) {
            Factors factors = problem.at(size);
            double error = problem.error(factors);
            if (error > maxError) {
                break;
            }
            if (problem.cost().share(factors) <= fasterThan) {
                points.add(new Point(
                        size, error, problem.cost().macs() - problem.cost().macs(factors)));
            }
        }
        layers.put(problem.layer().output(), points);
    }

    /**
     * Sizes by the layers' outputs; layers that stay are left out.
     *
     * @param wanted multiply-accumulates to save; everything that is allowed where that isn't enough
     */
    Map<String, Integer> sizes(double wanted) {
        List<Double> levels = new ArrayList<>(new TreeSet<>(
                layers.values().stream().flatMap(List::stream).map(Point::error).toList()));
        int low = 0;
        int high = Math.max(0, levels.size() - 1);
        while (low < high) {
            int middle = (low + high) / 2;
            if (saved(levels.get(middle)) >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Map<String, Integer> sizes = new LinkedHashMap<>();
        if (!levels.isEmpty()) {
            double level = levels.get(low);
            layers.forEach((layer, points) -> {
                Point best = best(points, level);
                if (best != null) {
                    sizes.put(layer, best.size);
                }
            });
        }
        return sizes;
    }

    private double saved(double level) {
        double saved = 0;
        for (List<Point> points : layers.values()) {
            Point best = best(points, level);
            saved += best == null ? 0 : best.saved;
        }
        return saved;
    }

    private static @Nullable Point best(List<Point> points, double level) {
        Point best = null;
        for (Point point : points) {
            if (point.error <= level && (best == null || point.saved > best.saved)) {
                best = point;
            }
        }
        return best;
    }
}
