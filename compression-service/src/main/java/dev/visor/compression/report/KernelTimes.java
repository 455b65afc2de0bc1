package dev.visor.compression.report;

import dev.visor.contracts.compression.CompressionReport.TimeShare;
import dev.visor.contracts.compression.KernelTime;
import dev.visor.contracts.compression.KernelTime.Kind;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.runtime.KernelNames;
import dev.visor.onnx.runtime.RuntimeProfile;
import dev.visor.onnx.runtime.SessionSettings;
import dev.visor.onnx.runtime.TensorValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a model's time goes, by ONNX Runtime's profile on one thread. A node that became part of another one's kernel
 * has no time of its own.
 */
record KernelTimes(List<KernelTime> kernels) {
    private static final int WARM_UP = 2;
    private static final int RUNS = 8;
    private static final Set<String> CONVERSIONS =
            Set.of("QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "Cast");
    private static final Set<String> INTEGER_TYPES = Set.of("uint8", "int8", "uint16", "int16");

    static KernelTimes measure(byte[] model, Map<String, TensorValue> inputs) {
        RuntimeProfile profile = RuntimeProfile.measure(model, SessionSettings.standard(), inputs, WARM_UP, RUNS);
        return new KernelTimes(profile.nodes().stream()
                .map(n -> new KernelTime(n.name(), n.opType(), kind(n.opType(), n.inputType()), n.medianMicros()))
                .toList());
    }

    /** QLinearConcat reads a scale first, so names come before types. */
    static Kind kind(String opType, String inputType) {
        if (CONVERSIONS.contains(opType)) {
            return Kind.CONVERSION;
        }
        boolean integer = opType.startsWith("QLinear")
                || opType.equals("QGemm")
                || opType.contains("Integer")
                || opType.equals("DynamicQuantizeMatMul")
                || INTEGER_TYPES.contains(inputType);
        return integer ? Kind.INTEGER : Kind.FLOATING;
    }

    @Nullable
    TimeShare share() {
        double total = kernels.stream().mapToDouble(KernelTime::micros).sum();
        return total <= 0
                ? null
                : new TimeShare(
                        total, of(Kind.INTEGER) / total, of(Kind.FLOATING) / total, of(Kind.CONVERSION) / total);
    }

    private double of(Kind kind) {
        return kernels.stream()
                .filter(k -> k.kind() == kind)
                .mapToDouble(KernelTime::micros)
                .sum();
    }

    /** Time of each node that a kernel is named after. */
    Map<Node, Double> byNode(Graph graph) {
        KernelNames names = new KernelNames(graph);
        Map<Node, Double> times = new HashMap<>();
        for (KernelTime kernel : kernels) {
            Node node = names.node(kernel.name());
            if (node != null) {
                times.merge(node, kernel.micros(), Double::sum);
            }
        }
        return times;
    }
}
