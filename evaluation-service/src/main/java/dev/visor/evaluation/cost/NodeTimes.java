package dev.visor.evaluation.cost;

import dev.visor.contracts.model.InputContract;
import dev.visor.detection.detector.ModelInputs;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphReader;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.runtime.KernelNames;
import dev.visor.onnx.runtime.RuntimeProfile;
import dev.visor.onnx.runtime.RuntimeProfile.NodeTime;
import dev.visor.onnx.runtime.SessionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a variant's time goes, by ONNX Runtime's own profile of a short run on one thread. A node that became part of
 * another one's kernel has no time of its own.
 *
 * @param runs that were profiled, after {@value #WARM_UP} to warm up
 * @param kernels how many were timed
 * @param sumMicros sum of all kernels' medians
 * @param wholeShare that sum of the median of an inference without the profiler, both on one thread. The rest lies between the
 *     kernels; above 1 the profiler itself shows, which costs one or two microseconds a kernel
 * @param costliest at most {@value #LISTED}, slowest first
 * @param operators sums by operator as run, slowest first
 */
public record NodeTimes(
        int runs,
        int kernels,
        double sumMicros,
        double wholeShare,
        List<Costly> costliest,
        List<OperatorTime> operators) {
    /** Most nodes that are listed. */
    public static final int LISTED = 20;

    private static final int WARM_UP = 2;
    private static final int RUNS = 8;

    /**
     * One kernel.
     *
     * @param node the node of the file that it stands for, or as ONNX Runtime calls it where none does
     * @param opType as run, which after fusion may be an internal one
     * @param micros median of a run
     * @param share of the sum of all kernels, 0 to 1
     */
    public record Costly(String node, String opType, double micros, double share) {}

    /**
     * All kernels of an operator.
     *
     * @param opType as run
     * @param micros sum of their medians
     * @param share of the sum of all kernels, 0 to 1
     */
    public record OperatorTime(String opType, double micros, double share) {}

    public NodeTimes {
        costliest = List.copyOf(costliest);
        operators = List.copyOf(operators);
    }

    /**
     * Profiles a file.
     *
     * @param picture what it is run on, of the size of its input
     * @param wholeMillis median of an inference on one thread
     */
    static NodeTimes measure(Path file, InputContract input, float[] picture, double wholeMillis) {
        try {
            byte[] model = Files.readAllBytes(file);
            ModelInputs inputs = ModelInputs.of(input);
            inputs.picture().put(0, picture);
            RuntimeProfile profile =
                    RuntimeProfile.measure(model, SessionSettings.standard(), inputs.tensors(), WARM_UP, RUNS);
            return of(GraphReader.read(model), profile, wholeMillis);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot profile " + file, e);
        }
    }

    static NodeTimes of(Graph graph, RuntimeProfile profile, double wholeMillis) {
        KernelNames names = new KernelNames(graph);
        double sum = profile.totalMicros();
        List<Costly> costliest = profile.nodes().stream()
                .limit(LISTED)
                .map(kernel -> new Costly(
                        name(names, kernel), kernel.opType(), kernel.medianMicros(), share(kernel.medianMicros(), sum)))
                .toList();
        List<OperatorTime> operators = profile.microsByOpType().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(e -> new OperatorTime(e.getKey(), e.getValue(), share(e.getValue(), sum)))
                .toList();
        return new NodeTimes(RUNS, profile.nodes().size(), sum, share(sum, wholeMillis * 1000), costliest, operators);
    }

    private static String name(KernelNames names, NodeTime kernel) {
        Node node = names.node(kernel.name());
        return node == null || node.name().isEmpty() ? kernel.name() : node.name();
    }

    private static double share(double part, double whole) {
        return whole <= 0 ? 0 : part / whole;
    }
}
