package dev.visor.compression.channel;

import dev.visor.onnx.graph.ElementType;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.ValueInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which channels of a graph live and die together, as <i>DepGraph: Towards Any Structural Pruning</i> (Fang et al., 2023) asks it
 * of layers, here of single indices: one for each index of each axis, tied by what each operator does.
 *
 * <p>What an operator that isn't understood reads, what feeds an output of the graph, and what meets pixels or the batch is
 * protected, with the reason.
 */
public final class ChannelGroups {
    private final List<ChannelGroup> groups;
    private final List<ProtectedChannels> protectedChannels;
    private final List<Read> reads;
    private final Map<String, ValueInfo> shapes;

    /**
     * A value that a node sums over.
     *
     * @param node first output of the node
     */
    record Read(String node, int input, Place.OfValue place, int rank, ElementType type) {}

    ChannelGroups(
            List<ChannelGroup> groups,
            List<ProtectedChannels> protectedChannels,
            List<Read> reads,
            Map<String, ValueInfo> shapes) {
        this.groups = List.copyOf(groups);
        this.protectedChannels = List.copyOf(protectedChannels);
        this.reads = List.copyOf(reads);
        this.shapes = shapes;
    }

    /**
     * Analyses a graph, which stays as it is.
     *
     * @param shapes of all its values, as {@code ShapeOracle} gives them; what has no fixed shape is protected
     */
    public static ChannelGroups of(Graph graph, Map<String, ValueInfo> shapes) {
        return new GroupSearch(graph, shapes).run();
    }

    /** Groups of which channels may go, in graph order. */
    public List<ChannelGroup> groups() {
        return groups;
    }

    /** Channels that stay, by layer in graph order and reason. */
    public List<ProtectedChannels> protectedChannels() {
        return protectedChannels;
    }

    /** Channels that layers with weights make, protected ones too. */
    public int channels() {
        return prunableChannels()
                + protectedChannels.stream()
                        .mapToInt(ProtectedChannels::channels)
                        .sum();
    }

    /** How many of them belong to a group. */
    public int prunableChannels() {
        return groups.stream()
                .flatMap(g -> g.producers().stream())
                .mapToInt(p -> p.channels().length * p.channels()[0].length)
                .sum();
    }

    /** The group of this name; null if there is none. */
    public @Nullable ChannelGroup group(String name) {
        return groups.stream().filter(g -> g.name().equals(name)).findFirst().orElse(null);
    }

    List<Read> reads() {
        return reads;
    }

    Map<String, ValueInfo> shapes() {
        return shapes;
    }

    /**
     * What goes of each place that units touch.
     *
     * @throws IllegalArgumentException if a unit is of no group here, or a group would lose all of its units
     */
    Map<Place, Removed> removed(Collection<ChannelUnit> units) {
        Map<String, TreeSet<Integer>> byGroup = new HashMap<>();
        units.forEach(
                u -> byGroup.computeIfAbsent(u.group(), g -> new TreeSet<>()).add(u.index()));
        Map<Place, Removed> removed = new HashMap<>();
        for (ChannelGroup group : groups) {
            TreeSet<Integer> gone = byGroup.remove(group.name());
            if (gone == null) {
                continue;
            }
            if (gone.first() < 0 || gone.last() >= group.size()) {
                throw new IllegalArgumentException("group '%s' has units 0 to %d, not %d to %d"
                        .formatted(group.name(), group.size() - 1, gone.first(), gone.last()));
            }
            if (gone.size() == group.size()) {
                throw new IllegalArgumentException(
                        "all %d units of group '%s' would go; keep one".formatted(group.size(), group.name()));
            }
            for (Span span : group.spans()) {
                Removed of = removed.computeIfAbsent(span.place(), p -> new Removed(span.size()));
                gone.forEach(unit -> of.add(span.indices()[unit]));
            }
        }
        if (!byGroup.isEmpty()) {
            throw new IllegalArgumentException("no group is called '%s'; there are %d groups"
                    .formatted(byGroup.keySet().iterator().next(), groups.size()));
        }
        return removed;
    }
}
