package dev.visor.compression.channel;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A graph whose channels are ignored by whoever sums over them, but are all there: what {@link ChannelRemoval} must equal. A
 * product with zeros and ones stands before every such read, so it doesn't matter what activation functions make of nothing.
 */
public final class ChannelMask {
    private ChannelMask() {}

    /**
     * Masks a copy.
     *
     * @param graph that was analysed, or a copy of it
     * @param units to ignore
     * @throws IllegalArgumentException if a unit is of no group, or a group would lose all of its units
     */
    public static Graph of(Graph graph, ChannelGroups groups, Set<ChannelUnit> units) {
        Graph masked = graph.copy();
        Map<Place, Removed> removed = groups.removed(units);
        Map<Place, String> products = new HashMap<>();
        for (ChannelGroups.Read read : groups.reads()) {
            Removed gone = removed.get(read.place());
            if (gone != null) {
                Node reader = Objects.requireNonNull(masked.producer(read.node()));
                String product = products.computeIfAbsent(read.place(), p -> product(masked, reader, read, gone));
                reader.setInput(read.input(), product);
            }
        }
        return masked;
    }

    private static String product(Graph graph, Node reader, ChannelGroups.Read read, Removed gone) {
        long[] dims = new long[read.rank()];
        Arrays.fill(dims, 1);
        dims[read.place().axis()] = gone.size();
        float[] ones = new float[gone.size()];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = gone.has(i) ? 0 : 1;
        }
        String value = read.place().value();
        Tensor mask = read.type() == ElementType.FLOAT16 ? Tensor.ofHalves(dims, ones) : Tensor.ofFloats(dims, ones);
        String out = graph.freshName(value + "_masked");
        String constant = graph.addInitializer(value + "_mask", mask);
        graph.insertBefore(reader, new Node("Mul", graph.freshNodeName(out), List.of(value, constant), List.of(out)));
        return out;
    }
}
