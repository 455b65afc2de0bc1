package dev.visor.compression.pass.channel;

import dev.visor.compression.channel.ChannelGroup;
import dev.visor.compression.channel.LayerChannels;
import dev.visor.compression.layer.FloatLayer;
import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A group of channels with those that make and read it.
 *
 * @param group as the analysis found it
 * @param readers layers that sum over its channels and can be refitted
 * @param writers weights that make its channels
 * @param obstacle why it can't be refitted; null if all its readers can
 * @param quantum what is left of its units is a multiple of this, so that channels are of theirs
 * @param least units that must stay
 */
record PrunableGroup(
        ChannelGroup group,
        List<Reader> readers,
        List<Writer> writers,
        @Nullable String obstacle,
        int quantum,
        int least) {
    /**
     * Looks a group's layers up.
     *
     * @param layers that can be refitted, by output
     * @param multiple that channels are left in
     * @param mostOfGroup largest part that may go
     */
    static PrunableGroup of(
            ChannelGroup group, Graph graph, Map<String, FloatLayer> layers, int multiple, double mostOfGroup) {
        List<Reader> readers = new ArrayList<>();
        String obstacle = null;
        for (LayerChannels consumer : group.consumers()) {
            FloatLayer layer = layers.get(consumer.node());
            if (layer == null || consumer.weights() == LayerChannels.NONE || !layer.takesBias(graph)) {
                obstacle = "%s '%s' reads it and can't be refitted".formatted(consumer.operator(), consumer.node());
            } else {
                readers.addAll(readers(layer, consumer.channels()));
            }
        }
        List<Writer> writers = new ArrayList<>();
        for (LayerChannels producer : group.producers()) {
            Node node = graph.producer(producer.node());
            Tensor weights = node == null || producer.weights() == LayerChannels.NONE
                    ? null
                    : graph.initializer(node.input(producer.weights()));
            if (weights != null && weights.type() == ElementType.FLOAT && producer.weightsAxis() >= 0) {
                writers.add(new Writer(weights, producer.weightsAxis(), producer.channels()));
            }
        }
        int common = BigInteger.valueOf(multiple)
                .gcd(BigInteger.valueOf(group.channelsPerUnit()))
                .intValueExact();
        return new PrunableGroup(group, readers, writers, obstacle, multiple / common, Math.max(1, (int)
                Math.ceil(group.size() * (1 - mostOfGroup))));
    }

    /** One for each group of the layer's channels that is read. */
    private static List<Reader> readers(FloatLayer layer, int[][] channels) {
        int k = layer.shape().columns();
        int kernel = layer.shape().kernelSize();
        int perGroup = k / kernel;
        Map<Integer, List<List<Integer>>> byGroup = new TreeMap<>();
        for (int unit = 0; unit < channels.length; unit++) {
            for (int channel : channels[unit]) {
                List<List<Integer>> units = byGroup.computeIfAbsent(
                        channel / perGroup,
                        g -> IntStream.range(0, channels.length)
                                .<List<Integer>>mapToObj(u -> new ArrayList<>())
                                .toList());
                for (int i = 0; i < kernel; i++) {
                    units.get(unit).add(channel % perGroup * kernel + i);
                }
            }
        }
        List<Reader> readers = new ArrayList<>();
        byGroup.forEach((g, units) -> readers.add(new Reader(
                layer,
                g,
                units.stream().map(u -> u.stream().mapToInt(c -> c).toArray()).toArray(int[][]::new))));
        return readers;
    }

    int units() {
        return group.size();
    }
}
