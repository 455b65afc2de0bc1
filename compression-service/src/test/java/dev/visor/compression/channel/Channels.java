package dev.visor.compression.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.GraphBuilder;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.runtime.ShapeOracle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is said of a small graph's channels. */
final class Channels {
    private static final double TOLERANCE = 1e-5;

    private final Graph graph;
    private final ChannelGroups groups;

    private Channels(Graph graph) {
        this.graph = graph;
        groups = ChannelGroups.of(graph, ShapeOracle.infer(graph));
    }

    static Channels of(Graph graph) {
        return new Channels(graph);
    }

    /** A convolution that makes so many channels of three, on 6×6 pixels. */
    static String made(GraphBuilder b, int channels) {
        return b.conv(b.input("x", 1, 3, 6, 6), 3, channels, 1, 1, 1);
    }

    /** Of a map of 6×6 pixels, what a convolution sums over its channels: one output. */
    static Graph read(GraphBuilder b, String map, int channels) {
        return b.outputAs(b.conv(map, channels, 2, 1, 1, 1), "y", 1, 2, 6, 6).build();
    }

    static String longs(GraphBuilder b, long... values) {
        return b.constant("numbers", Tensor.vector(values));
    }

    /** Groups as {@code units×channels} of the first layer that makes them. */
    Channels fallInto(String... expected) {
        assertThat(groups.groups())
                .extracting(g -> g.size() + "×" + g.channelsPerUnit())
                .containsExactly(expected);
        return this;
    }

    /** What stays, as {@code channels: reason}. */
    Channels keep(String... expected) {
        assertThat(groups.protectedChannels())
                .extracting(p -> p.channels() + ": " + p.reason())
                .containsExactly(expected);
        return this;
    }

    /** Every group loses its first unit, then all but its last; what is left equals what was masked. Returns the latter graph. */
    Graph withoutMost() {
        Set<ChannelUnit> first = new LinkedHashSet<>();
        Set<ChannelUnit> most = new LinkedHashSet<>();
        for (ChannelGroup group : groups.groups()) {
            first.add(group.units().getFirst());
            most.addAll(group.units().subList(0, group.size() - 1));
        }
        Equivalence little = Equivalence.of(graph, groups, first, 1);
        Equivalence much = Equivalence.of(graph, groups, most, 2);
        for (Equivalence e : List.of(little, much)) {
            assertThat(e.faults()).isEmpty();
            assertThat(e.error()).isLessThan(TOLERANCE);
        }
        return much.removed();
    }
}
