package dev.visor.compression.channel;

import dev.visor.compression.channel.operator.ChannelRules;
import dev.visor.compression.channel.operator.Shrink;
import dev.visor.onnx.graph.Graph;
import dev.visor.onnx.graph.Node;
import dev.visor.onnx.graph.Tensor;
import dev.visor.onnx.graph.ValueInfo;
import dev.visor.onnx.rewrite.Constants;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes channels out of a graph: constants are cut where they are read, and what speaks of sizes is brought up to date. Inputs and
 * outputs of the graph keep their names, types and shapes.
 */
public final class ChannelRemoval {
    private final Graph graph;
    private final Map<Place, Removed> removed;

    private ChannelRemoval(Graph graph, Map<Place, Removed> removed) {
        this.graph = graph;
        this.removed = removed;
    }

    /**
     * Removes, in place.
     *
     * @param graph that was analysed, or a copy of it
     * @param units to remove
     * @throws IllegalArgumentException if a unit is of no group, or a group would lose all of its units; the graph is as it was then
     */
    public static void apply(Graph graph, ChannelGroups groups, Set<ChannelUnit> units) {
        ChannelRemoval removal = new ChannelRemoval(graph, groups.removed(units));
        Map<String, Map<Integer, Map<Integer, Removed>>> cuts = removal.cuts();
        // Sizes first: fix-ups may still want to know how things were.
        for (Node node : List.copyOf(graph.nodes())) {
            if (removal.touches(node)) {
                ChannelRules.of(node).shrink(new Shrink(graph, node, removal::kept, groups.shapes()));
            }
        }
        removal.cut(cuts);
        removal.removed.keySet().forEach(place -> {
            if (place instanceof Place.OfValue(String value, int _)) {
                graph.removeValueInfo(value);
            }
        });
    }

    private dev.visor.compression.channel.operator.@org.jspecify.annotations.Nullable Kept kept(
            String value, int axis) {
        Removed gone = removed.get(new Place.OfValue(value, axis));
        return gone == null ? null : gone.kept();
    }

    private boolean touches(Node node) {
        return removed.keySet().stream()
                .anyMatch(p -> p instanceof Place.OfValue(String value, int _)
                        && (node.inputs().contains(value) || node.outputs().contains(value)));
    }

    /** What goes of constants, by node, input and axis. */
    private Map<String, Map<Integer, Map<Integer, Removed>>> cuts() {
        Map<String, Map<Integer, Map<Integer, Removed>>> cuts = new HashMap<>();
        removed.forEach((place, gone) -> {
            if (place instanceof Place.OfConstant(String node, int input, int axis)) {
                cuts.computeIfAbsent(node, n -> new TreeMap<>())
                        .computeIfAbsent(input, i -> new TreeMap<>())
                        .put(axis, gone);
            }
        });
        return cuts;
    }

    /** One new constant for each constant and choice of indices; it keeps the name if nothing reads the old one any more. */
    private void cut(Map<String, Map<Integer, Map<Integer, Removed>>> cuts) {
        Map<String, Map<Tensor, String>> made = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            Map<Integer, Map<Integer, Removed>> inputs = cuts.get(Place.nameOf(node));
            if (inputs == null) {
                continue;
            }
            inputs.forEach((input, axes) -> {
                String name = node.input(input);
                Tensor part = Objects.requireNonNull(Constants.of(graph, name));
                for (Map.Entry<Integer, Removed> axis : axes.entrySet()) {
                    part = TensorCut.along(
                            part, axis.getKey(), axis.getValue().kept().indices());
                }
                Tensor cut = part;
                node.setInput(
                        input,
                        made.computeIfAbsent(name, n -> new HashMap<>())
                                .computeIfAbsent(cut, c -> graph.addInitializer(name + "_kept", c)));
            });
        }
        made.forEach((name, parts) -> {
            if (!graph.isUsed(name) && graph.initializer(name) != null) {
                ValueInfo declared = graph.isInput(name) ? graph.valueInfo(name) : null;
                rename(name, parts.values().iterator().next(), declared != null);
            }
        });
    }

    private void rename(String name, String cut, boolean declared) {
        graph.removeInitializer(name);
        graph.rename(cut, name);
        Tensor tensor = graph.initializer(name);
        if (declared && tensor != null) {
            graph.addInput(new ValueInfo(name, tensor.type(), tensor.shape()));
        }
    }
}
