package dev.visor.compression.pass.channel;

import dev.visor.compression.channel.ChannelCost;
import dev.visor.compression.latency.LayerGraph;
import dev.visor.compression.latency.LayerLatency;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Shape;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Measured time of convolutions with fewer channels: at all, a half and a quarter of what they make and read, bilinear in
 * between. Others cost what they measure as a whole, in proportion to their multiply–accumulates.
 */
final class ChannelLatency implements ChannelCost.LayerPrice {
    private static final double[] LEVELS = {0.25, 0.5, 1};

    private final Graph graph;
    private final Map<String, ValueInfo> shapes;
    private final LayerLatency latency;
    private final Map<String, double[][]> measured = new HashMap<>();

    /** @param shapes of all values */
    ChannelLatency(Graph graph, Map<String, ValueInfo> shapes, LayerLatency latency) {
        this.graph = graph;
        this.shapes = shapes;
        this.latency = latency;
    }

    @Override
    public double of(String output, double made, double read) {
        double[][] grid = measured.computeIfAbsent(output, this::measure);
        int i = level(made);
        int j = level(read);
        double u = (made - LEVELS[i]) / (LEVELS[i + 1] - LEVELS[i]);
        double v = (read - LEVELS[j]) / (LEVELS[j + 1] - LEVELS[j]);
        double low = grid[i][j] + v * (grid[i][j + 1] - grid[i][j]);
        double high = grid[i + 1][j] + v * (grid[i + 1][j + 1] - grid[i + 1][j]);
        return Math.max(low + u * (high - low), 0);
    }

    private static int level(double share) {
        return share < LEVELS[1] ? 0 : 1;
    }

    private double[][] measure(String output) {
        Node node = Objects.requireNonNull(graph.producer(output));
        double[][] grid = new double[LEVELS.length][LEVELS.length];
        Tensor weights = graph.initializer(node.input(1));
        ValueInfo in = shapes.get(node.input(0));
        ValueInfo out = shapes.get(output);
        boolean conv =
                node.is("Conv") && weights != null && weights.rank() == 4 && fixed(in) != null && fixed(out) != null;
        LayerGraph whole = LayerGraph.of(graph, shapes, node);
        double micros = whole == null ? 0 : whole.micros(latency);
        for (int i = 0; i < LEVELS.length; i++) {
            for (int j = 0; j < LEVELS.length; j++) {
                grid[i][j] = conv
                        ? resized(
                                node,
                                Objects.requireNonNull(weights),
                                Objects.requireNonNull(fixed(in)),
                                Objects.requireNonNull(fixed(out)),
                                LEVELS[i],
                                LEVELS[j])
                        : micros * LEVELS[i] * LEVELS[j];
            }
        }
        return grid;
    }

    private static long @Nullable [] fixed(@Nullable ValueInfo info) {
        Shape shape = info == null ? null : info.shape();
        return shape == null || !shape.isStatic() || shape.rank() != 4 ? null : shape.toArray();
    }

    /** The convolution and what activates it, with a part of its channels. */
    private double resized(Node node, Tensor weights, long[] in, long[] out, double made, double read) {
        long group = node.attributes().getInt("group", 1);
        long[] dims = weights.dims();
        boolean depthwise = group > 1;
        long outputs = Math.max(1, Math.round(out[1] * made));
        long inputs = depthwise ? outputs : Math.max(1, Math.round(in[1] * read));
        if (depthwise && (group != in[1] || out[1] != in[1])) {
            LayerGraph whole = LayerGraph.of(graph, shapes, node);
            return whole == null ? 0 : whole.micros(latency) * made * read;
        }
        Graph small = new Graph();
        graph.opsetImports().forEach(small::setOpset);
        small.setIrVersion(graph.irVersion());
        Node copy = node.copy();
        long[] size = {outputs, depthwise ? 1 : inputs, dims[2], dims[3]};
        float[] ones = new float[Math.toIntExact(size[0] * size[1] * size[2] * size[3])];
        Arrays.fill(ones, 1f / ones.length);
        small.setInitializer(node.input(1), Tensor.ofFloats(size, ones));
        if (node.hasInput(2)) {
            small.setInitializer(
                    node.input(2), Tensor.ofFloats(new long[] {outputs}, new float[Math.toIntExact(outputs)]));
        }
        if (depthwise) {
            copy.attributes().set("group", outputs);
        }
        small.append(copy);
        for (Node reader : graph.consumers(node.output())) {
            if (reader.outputs().size() == 1 && reader.reads().size() == 1) {
                small.append(reader.copy());
            }
        }
        for (Node reader : graph.consumers(node.output())) {
            boolean known = reader.reads().stream().allMatch(v -> v.equals(node.output()) || small.producer(v) != null);
            if (reader.reads().size() == 2 && known) {
                small.append(reader.copy());
            }
        }
        Map<String, ValueInfo> sizes = Map.of(
                node.input(0),
                ValueInfo.of(node.input(0), ElementType.FLOAT, in[0], inputs, in[2], in[3]),
                node.output(),
                ValueInfo.of(node.output(), ElementType.FLOAT, out[0], outputs, out[2], out[3]));
        LayerGraph layer = LayerGraph.of(small, sizes, copy);
        return layer == null ? 0 : layer.micros(latency);
    }
}
