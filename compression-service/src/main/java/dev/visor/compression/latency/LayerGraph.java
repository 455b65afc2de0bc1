package dev.visor.compression.latency;

import dev.visor.onnx.graph.Attributes;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A layer with the activation behind it, cut out of a model so that it can be measured, and so that what would replace
 * it can be measured in the same place.
 *
 * <p>ONNX Runtime keeps feature maps of convolutions in blocks of channels and reorders them only where another operator
 * meets them. A convolution alone pays for two reorders that it doesn't cost in a model: the layers of yolov8n at 640 took
 * 41.5 ms alone and 37 ms like this, of a model of 44.6 ms. So a feature map is made by a
 * 1×1 convolution of one channel and read by GlobalAveragePool, both of which work on blocks, and what those two take is
 * subtracted.
 */
public final class LayerGraph {
    private static final Set<String> ACTIVATIONS = Set.of(
            "Relu",
            "LeakyRelu",
            "Sigmoid",
            "HardSigmoid",
            "HardSwish",
            "Tanh",
            "Elu",
            "Selu",
            "Softplus",
            "Mish",
            "Gelu");
    private static final int FEATURE_MAP = 4;
    /** What a layer takes at least, so that shares of it can be told. */
    private static final double LEAST_MICROS = 0.5;

    private final Graph graph;
    private final Node node;
    private final List<Node> activation;
    private final long[] in;
    private final long[] out;

    private LayerGraph(Graph graph, Node node, List<Node> activation, long[] in, long[] out) {
        this.graph = graph;
        this.node = node;
        this.activation = activation;
        this.in = in;
        this.out = out;
    }

    /**
     * Cuts a layer out.
     *
     * @param shapes of all values, as {@code ShapeOracle} gives them
     * @param node a convolution, Gemm or MatMul of one input
     * @return null where a shape isn't known
     */
    public static @Nullable LayerGraph of(Graph graph, Map<String, ValueInfo> shapes, Node node) {
        long[] in = floats(shapes.get(node.input(0)));
        long[] out = floats(shapes.get(node.output()));
        return in == null || out == null ? null : new LayerGraph(graph, node, activation(graph, node), in, out);
    }

    private static long @Nullable [] floats(@Nullable ValueInfo value) {
        Shape shape = value == null || value.type() != ElementType.FLOAT ? null : value.shape();
        return shape == null || !shape.isStatic() ? null : shape.toArray();
    }

    /** One node, or Sigmoid and Mul with what it reads; empty where something else reads the layer too. */
    private static List<Node> activation(Graph graph, Node node) {
        List<Node> readers = graph.consumers(node.output());
        if (graph.isOutput(node.output()) || readers.size() > 2) {
            return List.of();
        }
        if (readers.size() == 1) {
            Node reader = readers.getFirst();
            return ACTIVATIONS.contains(reader.opType()) && reader.inputs().size() == 1 ? List.of(reader) : List.of();
        }
        for (Node gate : readers) {
            Node mul = graph.onlyConsumer(gate.output());
            if (ACTIVATIONS.contains(gate.opType())
                    && mul != null
                    && mul.is("Mul")
                    && readers.contains(mul)
                    && mul.reads().equals(Set.of(node.output(), gate.output()))) {
                return List.of(gate, mul);
            }
        }
        return List.of();
    }

    /** Microseconds of the layer as it is. */
    public double micros(LayerLatency latency) {
        return micros(latency, Replacement.itself(graph, node));
    }

    /** Microseconds of what would stand in its place. */
    public double micros(LayerLatency latency, Replacement replacement) {
        double whole = latency.micros(surrounded(replacement));
        if (in.length != FEATURE_MAP || out.length != FEATURE_MAP) {
            return Math.max(whole, LEAST_MICROS);
        }
        double around = (latency.micros(surroundings(in)) + latency.micros(surroundings(out))) / 2;
        return Math.max(whole - around, LEAST_MICROS);
    }

    /** The small graph that is measured. */
    public Graph surrounded(Replacement replacement) {
        Graph small = empty();
        boolean map = in.length == FEATURE_MAP && out.length == FEATURE_MAP;
        String read = node.input(0);
        if (map) {
            make(small, in, read);
        } else {
            small.addInput(ValueInfo.of(read, ElementType.FLOAT, in));
        }
        replacement.constants().forEach(small::setInitializer);
        List<Node> nodes = new ArrayList<>(replacement.nodes());
        nodes.addAll(activation);
        nodes.forEach(n -> small.append(n.copy()));
        String made = nodes.getLast().output();
        if (map) {
            read(small, made);
        } else {
            small.addOutput(ValueInfo.of(made, ElementType.FLOAT, out));
        }
        return small;
    }

    private Graph surroundings(long[] map) {
        Graph small = empty();
        make(small, map, "map");
        read(small, "map");
        return small;
    }

    private Graph empty() {
        Graph small = new Graph();
        small.setName("layer");
        graph.opsetImports().forEach(small::setOpset);
        small.setIrVersion(graph.irVersion());
        return small;
    }

    private static void make(Graph small, long[] map, String name) {
        small.addInput(ValueInfo.of("layer_in", ElementType.FLOAT, map[0], 1, map[2], map[3]));
        float[] ones = new float[Math.toIntExact(map[1])];
        Arrays.fill(ones, 1);
        small.setInitializer("layer_in_weights", Tensor.ofFloats(new long[] {map[1], 1, 1, 1}, ones));
        Attributes one = new Attributes().setInts("kernel_shape", 1, 1);
        small.append(
                new Node("", "Conv", "layer_in_conv", List.of("layer_in", "layer_in_weights"), List.of(name), one));
    }

    private static void read(Graph small, String name) {
        small.append(new Node("GlobalAveragePool", "layer_out_pool", List.of(name), List.of("layer_out")));
        small.addOutput(new ValueInfo("layer_out", ElementType.UNDEFINED, null));
    }
}
