package dev.visor.compression.pass.factor;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.layer.FloatLayer;
import dev.visor.compression.layer.LayerEvidence;
import dev.visor.compression.layer.PairedGraph;
import dev.visor.compression.layer.StagedRun;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassResult;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ShapeOracle;
import dev.visor.onnx.stats.GraphStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Replaces layers of a graph by products, stage by stage, so that each is fitted to what the replaced ones before it give. A
 * product stands in the running graph as the layer that computes the same, so nothing but weights changes there.
 */
public final class Factoring {
    private final Graph graph;
    /** The graph as it was. */
    private final Graph teacher;

    private final PassContext context;
    private final Technique technique;
    private final FactorSettings settings;
    private final Map<String, ValueInfo> shapes;
    private final double allMacs;
    private final FactorTally tally = new FactorTally();

    private Factoring(Graph graph, PassContext context, Technique technique, FactorSettings settings) {
        this.graph = graph;
        this.teacher = graph.copy();
        this.context = context;
        this.technique = technique;
        this.settings = settings;
        this.shapes = shapes(graph, context.calibration());
        this.allMacs = GraphStats.withShapes(graph, shapes).macs();
    }

    /**
     * Runs a technique.
     *
     * @param id of the pass, under which the graph's metadata say that it ran
     */
    public static PassResult run(
            String id, Graph graph, PassContext context, Technique technique, FactorSettings settings) {
        String key = "visor." + id;
        String before = graph.metadata().get(key);
        if (before != null) {
            return PassResult.leftAlone("%s ran before: %s".formatted(id, before));
        }
        EligibleLayers eligible = EligibleLayers.of(graph, technique);
        if (eligible.layers().isEmpty()) {
            List<String> notes = new ArrayList<>(List.of("there is no layer that it could replace"));
            notes.addAll(eligible.notes());
            return PassResult.of(0, notes);
        }
        Factoring run = new Factoring(graph, context, technique, settings);
        run.replace(eligible.layers(), id);
        eligible.notes().forEach(run.tally::note);
        PassResult result = run.tally.result(run.allMacs);
        if (result.changes() > 0) {
            graph.metadata().put(key, result.changes() + " layers replaced");
        }
        return result;
    }

    /** All shapes, or none where an input's isn't known. */
    private static Map<String, ValueInfo> shapes(Graph graph, @Nullable CalibrationSet calibration) {
        Map<String, long[]> inputs = new HashMap<>();
        if (calibration != null) {
            inputs.put(calibration.tensor(), calibration.shape());
            calibration.fixed().forEach((name, value) -> inputs.put(name, value.shape()));
        }
        boolean known = graph.runtimeInputs().stream().allMatch(in -> {
            Shape shape = in.shape();
            return inputs.containsKey(in.name()) || shape != null && shape.isStatic();
        });
        return known ? ShapeOracle.infer(graph, inputs) : Map.of();
    }

    private void replace(List<FloatLayer> layers, String id) {
        CalibrationSet calibration = context.calibration();
        boolean pictures = calibration != null && calibration.size() >= LayerEvidence.HELD_BACK;
        if (!pictures) {
            tally.note("there are fewer than %d calibration pictures: ranks are found by the weights alone"
                    .formatted(LayerEvidence.HELD_BACK));
        }
        if (context.latency() == null || shapes.isEmpty()) {
            tally.note("nothing could be measured: multiply-accumulates decide instead of times");
        }
        Map<String, Integer> sizes = null;
        if (settings.goal() > 0) {
            CommonLevel level = new CommonLevel(maxError(pictures), settings.fasterThan());
            sweep(layers, pictures, id + ": errors", problem -> {
                level.add(problem);
                return null;
            });
            sizes = level.sizes((1 - settings.goal()) * allMacs);
        }
        Map<String, Integer> chosen = sizes;
        sweep(layers, pictures, id, problem -> choose(problem, chosen, maxError(pictures)));
        if (settings.goal() > 0 && allMacs - tally.saved() > settings.goal() * allMacs) {
            tally.note("the goal of %.0f %% of multiply-accumulates isn't reached within maxError = %s"
                    .formatted(100 * settings.goal(), settings.maxError()));
        }
    }

    /** Without pictures the error is that of the weights. */
    private double maxError(boolean pictures) {
        return pictures ? settings.maxError() : Math.sqrt(1 - settings.energy());
    }

    /** Decides on a product for a layer. */
    private interface Decision {
        /** The product; null where the layer stays. */
        @Nullable
        Factors of(LayerProblem problem);
    }

    private @Nullable Factors choose(LayerProblem problem, @Nullable Map<String, Integer> sizes, double maxError) {
        Integer size = sizes == null
                ? Integer.valueOf(problem.smallest(maxError))
                : sizes.get(problem.layer().output());
        if (size == null) {
            tally.stayed(
                    problem.cost(), "the goal is reached without them, or they come near enough in no faster form");
            return null;
        }
        if (size >= problem.sizes()) {
            tally.stayed(problem.cost(), "no form of fewer multiply-accumulates comes near enough");
            return null;
        }
        Factors factors = problem.at(size);
        double error = problem.error(factors);
        if (error > maxError) {
            tally.stayed(problem.cost(), "the error is too large behind what was replaced before");
            return null;
        }
        if (problem.cost().share(factors) > settings.fasterThan()) {
            tally.slow(problem.cost(), factors, error);
            return null;
        }
        tally.replaced(problem.cost(), factors, error);
        put(problem, factors);
        return factors;
    }

    private void put(LayerProblem problem, Factors factors) {
        FloatLayer layer = problem.layer();
        factors.replacement(graph, bias(layer, factors, problem.data())).replace(graph, layer.node());
    }

    private float @Nullable [] bias(FloatLayer layer, Factors factors, @Nullable LayerData data) {
        float[] own = layer.bias(teacher);
        double[] more = data == null ? null : data.bias(factors.weights());
        if (more == null) {
            return own;
        }
        float[] bias = new float[more.length];
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) (more[i] + (own == null ? 0 : own[i]));
        }
        return bias;
    }

    /** Comes to every layer, in order where there are pictures, behind what was decided before. */
    private void sweep(List<FloatLayer> layers, boolean pictures, String title, Decision decision) {
        CalibrationSet calibration = context.calibration();
        if (!pictures || calibration == null) {
            layers.forEach(layer -> decision.of(problem(layer, null)));
            return;
        }
        Graph pair = PairedGraph.of(teacher, teacher);
        Map<FloatLayer, FloatLayer> originals = new HashMap<>();
        List<FloatLayer> students = new ArrayList<>();
        for (FloatLayer layer : layers) {
            Node node = Objects.requireNonNull(pair.producer(layer.output()));
            FloatLayer student = new FloatLayer(node, layer.shape());
            originals.put(student, layer);
            students.add(student);
        }
        try (StagedRun<FloatLayer> run = new StagedRun<>(pair, students, calibration, settings.images())) {
            for (int stage = 0; stage < run.stages(); stage++) {
                run.advance(stage);
                for (FloatLayer student : run.layers(stage)) {
                    FloatLayer layer = Objects.requireNonNull(originals.get(student));
                    LayerData data = LayerData.of(pair, run, student);
                    if (data == null) {
                        tally.note("%s stays: its input can't be read".formatted(layer.node()));
                        continue;
                    }
                    Factors factors = decision.of(problem(layer, data));
                    if (factors != null) {
                        float[] bias = bias(layer, factors, data);
                        student.setMatrix(pair, factors.matrix());
                        if (bias != null) {
                            student.setBias(pair, bias);
                        }
                    }
                }
                context.listener().progressed(title, stage + 1L, run.stages(), "stages");
            }
        }
    }

    private LayerProblem problem(FloatLayer layer, @Nullable LayerData data) {
        DMatrixRMaj weights = layer.matrix(teacher, 0);
        LayerCost cost = LayerCost.of(teacher, layer, shapes, context.latency());
        double mostMacs = cost.measured() ? Math.max(1, settings.fasterThan()) : settings.fasterThan();
        return new LayerProblem(layer, cost, technique, weights, data, mostMacs);
    }
}
