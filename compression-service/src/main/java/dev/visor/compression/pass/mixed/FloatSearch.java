package dev.visor.compression.pass.mixed;

import dev.visor.compression.pass.ProgressListener;
import dev.visor.compression.trial.TrialBench;
import dev.visor.contracts.compression.SearchReport;
import dev.visor.contracts.compression.SearchReport.FloatNode;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.ValueInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The search of {@link RestoreFloat}, for one graph. */
final class FloatSearch {
    private static final double POINTS = 100;
    private static final double MICROS_A_MILLI = 1000;
    /** A model must get so much faster for floats that no accuracy asks for. */
    private static final double WORTHWHILE_RATIO = 0.99;

    private static final int MOST_REFUSALS = 8;
    /** So often a prediction that a measurement refutes is made again with what was learnt. */
    private static final int MOST_FITS = 4;

    private final Graph quantized;
    private final Graph reference;
    private final List<FloatGroup> groups;
    private final TrialBench bench;
    private final RestoreFloat options;
    private final ProgressListener listener;

    private final PlacementCost cost;
    /** What each group alone in integers does to the detections of a float graph. */
    private final double[] harm;

    private final List<SearchReport.Trial> trials = new ArrayList<>();
    private Set<Integer> last = Set.of();
    private double referenceAp;

    FloatSearch(
            Graph quantized,
            Graph reference,
            List<FloatGroup> groups,
            TrialBench bench,
            Map<String, ValueInfo> shapes,
            RestoreFloat options,
            ProgressListener listener) {
        this.quantized = quantized;
        this.reference = reference;
        this.groups = groups;
        this.bench = bench;
        this.options = options;
        this.listener = listener;
        this.harm = new double[groups.size()];
        this.cost = PlacementCost.of(
                groups,
                quantized,
                reference,
                bench.kernelTimes(GraphWriter.toBytes(quantized)),
                bench.kernelTimes(GraphWriter.toBytes(reference)),
                shapes);
    }

    /**
     * What was found.
     *
     * @param groups those that compute in floats
     * @param quantizedAp of the graph as it came, 0 to 1
     * @param report what was tried and what each group costs
     * @param notes what could not be had
     */
    record Found(List<FloatGroup> groups, double quantizedAp, SearchReport report, List<String> notes) {
        /** First outputs of all their nodes. */
        Set<String> nodes() {
            return outputs(groups);
        }
    }

    Found run() {
        referenceAp = bench.accuracy(GraphWriter.toBytes(reference)).ap();
        double quantizedAp = ap(Set.of());
        Placement placement = new Placement(cost, harm);
        Set<Integer> fastest = fastest(placement);
        Set<Integer> chosen = fastest;
        if (!keepsPromise(fastest)) {
            measureHarm();
            chosen = takenBack(cheapestThatKeepsThePromise(placement, fastest), placement, fastest);
        }
        double resultAp = ap(chosen);
        List<String> notes = new ArrayList<>();
        if ((referenceAp - resultAp) * POINTS > options.maxDrop()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "no set was found that loses at most %.2f points of AP; the nearest loses %.2f",
                    options.maxDrop(),
                    (referenceAp - resultAp) * POINTS));
        }
        SearchReport report = new SearchReport(
                options.maxDrop() / POINTS, referenceAp, resultAp, trials, floatNodes(chosen, fastest));
        return new Found(chosen.stream().map(groups::get).toList(), quantizedAp, report, notes);
    }

    /**
     * The set that is fastest by prediction, if a measurement agrees that it is faster than all integers. A measurement of
     * all groups whose kernels alone are faster tells first what conversions cost, and each prediction that fails tells
     * more.
     */
    private Set<Integer> fastest(Placement placement) {
        byte[] whole = GraphWriter.toBytes(quantized);
        double wholeMicros = bench.kernelTimes(whole).totalMicros();
        Set<Integer> tempting = new TreeSet<>();
        for (int i = 0; i < groups.size(); i++) {
            if (cost.kernelMicros(i) < 0) {
                tempting.add(i);
            }
        }
        if (tempting.isEmpty()) {
            return Set.of();
        }
        cost.fit(tempting, (bench.timeRatio(candidate(tempting), whole) - 1) * wholeMicros);
        for (int attempt = 0; attempt < MOST_FITS; attempt++) {
            Set<Integer> best = placement.best(0, Set.of());
            if (cost.micros(best) > -wholeMicros * (1 - WORTHWHILE_RATIO)) {
                return Set.of();
            }
            double ratio = bench.timeRatio(candidate(best), whole);
            if (ratio < WORTHWHILE_RATIO) {
                return best;
            }
            cost.fit(best, (ratio - 1) * wholeMicros);
        }
        return Set.of();
    }

    private void measureHarm() {
        Set<Integer> all = new TreeSet<>();
        for (int i = 0; i < groups.size(); i++) {
            all.add(i);
        }
        List<Double> distances = all.parallelStream()
                .map(i -> {
                    Set<Integer> others = new TreeSet<>(all);
                    others.remove(i);
                    Graph graph = quantized.copy();
                    // With the original weights: what storing them costs is no group's own harm.
                    FloatRestoration.restore(graph, reference, outputs(others));
                    return bench.distance(GraphWriter.toBytes(graph));
                })
                .toList();
        for (int i = 0; i < harm.length; i++) {
            harm[i] = distances.get(i);
        }
    }

    /**
     * Sets on the border between time and harm, from the fastest to all floats, are tried by halving until the first one
     * that keeps the promise is found.
     */
    private Set<Integer> cheapestThatKeepsThePromise(Placement placement, Set<Integer> fastest) {
        List<Set<Integer>> border = placement.border(fastest);
        int broken = 0;
        int kept = border.size() - 1;
        while (kept - broken > 1) {
            int middle = (broken + kept) / 2;
            if (keepsPromise(border.get(middle))) {
                kept = middle;
            } else {
                broken = middle;
            }
        }
        return border.get(kept);
    }

    /** Takes groups back to integers that aren't needed: what saves most time for the harm it does goes first. */
    private Set<Integer> takenBack(Set<Integer> chosen, Placement placement, Set<Integer> fastest) {
        Set<Integer> kept = new TreeSet<>(chosen);
        Set<Set<Integer>> refused = new HashSet<>();
        while (trials.size() < options.maxTrials()) {
            Set<Integer> back = placement.bestReturn(kept, fastest, refused);
            if (back.isEmpty()) {
                break;
            }
            Set<Integer> without = new TreeSet<>(kept);
            without.removeAll(back);
            if (keepsPromise(without)) {
                kept = without;
            } else {
                refused.add(back);
                if (refused.size() >= MOST_REFUSALS) {
                    break;
                }
            }
        }
        return kept;
    }

    private boolean keepsPromise(Set<Integer> floats) {
        return (referenceAp - ap(floats)) * POINTS <= options.maxDrop();
    }

    private double ap(Set<Integer> floats) {
        listener.progressed("search", trials.size(), options.maxTrials(), "trials");
        int before = bench.measured();
        double ap = bench.accuracy(candidate(floats)).ap();
        trials.add(new SearchReport.Trial(
                names(floats, last), names(last, floats), ap, cost.millis(floats), bench.measured() == before));
        last = Set.copyOf(floats);
        return ap;
    }

    /** Those of one set that the other lacks. */
    private List<String> names(Set<Integer> some, Set<Integer> others) {
        return some.stream()
                .filter(i -> !others.contains(i))
                .sorted()
                .map(this::nodeName)
                .toList();
    }

    /** What the node with learnt weights is called, or its result if it has no name. */
    private String nodeName(int group) {
        String output = groups.get(group).name();
        Node node = reference.producer(output);
        return node == null || node.name().isEmpty() ? output : node.name();
    }

    private byte[] candidate(Set<Integer> floats) {
        Graph graph = quantized.copy();
        options.restore(graph, reference, outputs(floats));
        return GraphWriter.toBytes(graph);
    }

    private Set<String> outputs(Set<Integer> floats) {
        return outputs(floats.stream().map(groups::get).toList());
    }

    private static Set<String> outputs(List<FloatGroup> groups) {
        Set<String> outputs = new LinkedHashSet<>();
        groups.forEach(g -> outputs.addAll(g.outputs()));
        return outputs;
    }

    private List<FloatNode> floatNodes(Set<Integer> chosen, Set<Integer> fastest) {
        List<FloatNode> nodes = new ArrayList<>();
        for (int group : chosen) {
            Set<Integer> without = new TreeSet<>(chosen);
            without.remove(group);
            nodes.add(new FloatNode(
                    nodeName(group),
                    groups.get(group).opType(),
                    harm[group],
                    (cost.micros(chosen) - cost.micros(without)) / MICROS_A_MILLI,
                    fastest.contains(group) ? "faster in floating point" : "integers move detections"));
        }
        return nodes;
    }
}
