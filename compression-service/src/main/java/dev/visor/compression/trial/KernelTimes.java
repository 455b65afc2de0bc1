package dev.visor.compression.trial;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.runtime.KernelNames;
import dev.visor.onnx.runtime.RuntimeProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the time of a model goes.
 *
 * @param kernels each kernel that ONNX Runtime runs, slowest first
 */
public record KernelTimes(List<Kernel> kernels) {
    /**
     * One kernel.
     *
     * @param name as ONNX Runtime calls the node
     * @param opType as run
     * @param micros median of one run
     */
    public record Kernel(String name, String opType, double micros) {}

    public KernelTimes {
        kernels = List.copyOf(kernels);
    }

    /** Those of a profile. */
    public static KernelTimes of(RuntimeProfile profile) {
        return new KernelTimes(profile.nodes().stream()
                .map(n -> new Kernel(n.name(), n.opType(), n.medianMicros()))
                .toList());
    }

    /** Sum of all kernels, in microseconds. */
    public double totalMicros() {
        return kernels.stream().mapToDouble(Kernel::micros).sum();
    }

    /** Sums by operator. */
    public Map<String, Double> microsByOpType() {
        Map<String, Double> sums = new TreeMap<>();
        kernels.forEach(k -> sums.merge(k.opType(), k.micros(), Double::sum));
        return sums;
    }

    /**
     * Microseconds of each node of a graph, by its first output. A fused kernel counts for the node that it is named
     * after; kernels that no node stands for, such as changes of layout, are left out.
     */
    public Map<String, Double> microsByOutput(Graph graph) {
        KernelNames names = new KernelNames(graph);
        Map<String, Double> micros = new LinkedHashMap<>();
        for (Kernel kernel : kernels) {
            Node node = names.node(kernel.name());
            if (node != null) {
                micros.merge(node.output(), kernel.micros(), Double::sum);
            }
        }
        return micros;
    }
}
