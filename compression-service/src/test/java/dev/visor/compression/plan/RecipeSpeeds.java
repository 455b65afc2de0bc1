package dev.visor.compression.plan;

import dev.visor.compression.calibration.CalibrationSet;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassCatalog;
import dev.visor.compression.pass.PassContext;
import dev.visor.compression.pass.PassRunner;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.GraphWriter;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.runtime.ModelSession;
import dev.visor.onnx.runtime.Outputs;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Compares what recipes make of a model: bytes, time of a run on one thread, and how far the outputs are from the model's.
 *
 * <pre>
 * RecipeSpeeds rounds model.onnx recipe…
 * </pre>
 *
 * A recipe is the name of a built-in one or a YAML list of passes. The variants take turns, and the time is that of the
 * processor, which other work on the machine disturbs least. Inputs, calibration among them, are smooth seeded noise.
 */
final class RecipeSpeeds {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private RecipeSpeeds() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        Path model = Path.of(args[1]);
        PassCatalog catalog =
                new PassCatalog(TypeCatalog.implementations(GraphPass.class, GraphPass.class.getPackageName()));
        RecipeReader reader = new RecipeReader(catalog);
        Graph original = GraphReader.read(model);
        List<Map<String, TensorValue>> inputs = List.of(inputs(original, 1), inputs(original, 2));
        List<String> names = new ArrayList<>(List.of("original"));
        List<byte[]> files = new ArrayList<>(List.of(GraphWriter.toBytes(original)));
        for (String recipe : Arrays.asList(args).subList(2, args.length)) {
            Graph graph = original.copy();
            PassRunner.run(
                    graph,
                    reader.read(yaml(recipe)).passes(),
                    PassContext.calibratedOn(new Noise(original.runtimeInputs().getFirst())));
            names.add(recipe.replaceFirst("(?s).*- ?convert-opset.*eliminate-dead-nodes\\s*", "… "));
            files.add(GraphWriter.toBytes(graph));
        }
        List<ModelSession> sessions = new ArrayList<>();
        for (byte[] file : files) {
            sessions.add(ModelSession.open(file, SessionSettings.standard()));
        }
        double[][] millis = new double[files.size()][rounds];
        for (int round = -3; round < rounds; round++) {
            for (int v = 0; v < files.size(); v++) {
                long began = THREADS.getCurrentThreadCpuTime();
                sessions.get(v).run(inputs.getFirst());
                if (round >= 0) {
                    millis[v][round] = (THREADS.getCurrentThreadCpuTime() - began) / 1e6;
                }
            }
        }
        System.out.printf(
                "%s%n| variant | bytes | smaller | best ms | median ms | speed, best / median | least SQNR dB |%n",
                model.getFileName());
        for (int v = 0; v < files.size(); v++) {
            double[] ratios = new double[rounds];
            for (int r = 0; r < rounds; r++) {
                ratios[r] = millis[0][r] / millis[v][r];
            }
            double best0 = Arrays.stream(millis[0]).min().orElseThrow();
            double best = Arrays.stream(millis[v]).min().orElseThrow();
            System.out.printf(
                    "| %s | %d | %.2f | %.2f | %.2f | %.2f / %.2f | %.1f |%n",
                    names.get(v),
                    files.get(v).length,
                    (double) files.getFirst().length / files.get(v).length,
                    best,
                    median(millis[v]),
                    best0 / best,
                    median(ratios),
                    leastSqnr(sessions.getFirst(), sessions.get(v), inputs));
        }
        sessions.forEach(ModelSession::close);
    }

    private static String yaml(String recipe) throws Exception {
        if (recipe.startsWith("[")) {
            return "{name: x, passes: " + recipe + "}";
        }
        try (var in = RecipeSpeeds.class.getResourceAsStream("/recipes/" + recipe + ".yml")) {
            return new String(
                    Objects.requireNonNull(in, "no built-in recipe " + recipe).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static double leastSqnr(ModelSession parent, ModelSession child, List<Map<String, TensorValue>> inputs) {
        Map<String, double[]> power = new LinkedHashMap<>();
        for (Map<String, TensorValue> input : inputs) {
            Outputs expected = parent.run(input);
            Outputs found = child.run(input);
            expected.asMap().forEach((name, value) -> {
                float[] x = value.floats();
                float[] y = found.get(name).floats();
                double[] sums = power.computeIfAbsent(name, n -> new double[2]);
                for (int i = 0; i < x.length; i++) {
                    sums[0] += (double) x[i] * x[i];
                    sums[1] += ((double) x[i] - y[i]) * ((double) x[i] - y[i]);
                }
            });
        }
        return power.values().stream()
                .mapToDouble(s -> 10 * Math.log10(s[0] / s[1]))
                .min()
                .orElseThrow();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Map<String, TensorValue> inputs(Graph graph, long seed) {
        Map<String, TensorValue> inputs = new LinkedHashMap<>();
        for (ValueInfo input : graph.runtimeInputs()) {
            if (input.type() == ElementType.INT64) {
                inputs.put(input.name(), TensorValue.ofLongs(new long[] {1, 2}, 320, 320));
            } else {
                inputs.put(input.name(), TensorValue.ofFloats(dims(input), noise(dims(input), seed)));
            }
        }
        return inputs;
    }

    private static long[] dims(ValueInfo input) {
        long[] dims = Objects.requireNonNull(input.shape()).toArray();
        dims[0] = 1;
        return dims;
    }

    /** Noise of 16 pixels' grain, from 0 to 1. */
    private static float[] noise(long[] dims, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int side = (int) dims[3] / 16 + 1;
        float[] coarse = new float[3 * side * ((int) dims[2] / 16 + 1)];
        for (int i = 0; i < coarse.length; i++) {
            coarse[i] = (float) random.nextDouble();
        }
        int h = (int) dims[2];
        int w = (int) dims[3];
        float[] values = new float[3 * h * w];
        for (int i = 0; i < values.length; i++) {
            int cell = i / (h * w) * (coarse.length / 3) + i / w % h / 16 * side + i % w / 16;
            values[i] = (float) Math.clamp(coarse[cell] + 0.1 * random.nextGaussian(), 0, 1);
        }
        return values;
    }

    private record Noise(ValueInfo input) implements CalibrationSet {
        @Override
        public int size() {
            return 8;
        }

        @Override
        public String tensor() {
            return input.name();
        }

        @Override
        public long[] shape() {
            return dims(input);
        }

        @Override
        public float[] input(int index) {
            return noise(shape(), 100 + index);
        }
    }
}
